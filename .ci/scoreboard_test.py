"""The rules of the scoreboard. `python3 -m unittest discover -s .ci -p '*_test.py'`"""
import unittest

import scoreboard


class Rules(unittest.TestCase):
    def test_a_count_below_its_entry_is_named(self):
        entry = {"total": 10, "level1": 9, "level3": 7}
        self.assertEqual(scoreboard.fallen({"total": 12, "level1": 9, "level3": 8}, entry), [])
        self.assertEqual(scoreboard.fallen({"total": 10, "level1": 8, "level3": 7}, entry), ["level1 8 < 9"])
        self.assertEqual(scoreboard.fallen({"total": 10, "level3": 7}, entry), ["level1 0 < 9"])

    def test_an_update_raises_counts_and_never_lowers_them(self):
        board = {"a": {"total": 10, "level1": 5, "level3": 4}, "b": {"total": 1}, "misses": {}}
        new = scoreboard.updated(board, {"a": ({"total": 11, "level1": 6, "level3": 3}, [])}, complete=True)
        self.assertEqual(new["a"], {"total": 11, "level1": 6, "level3": 4})
        self.assertEqual(new["b"], {"total": 1})

    def test_an_update_keeps_reasons_and_drops_what_passes(self):
        board = {"misses": {"x": "a reason", "gone": "another", "y.*": "a whole group"}}
        results = {"a": ({"total": 3}, ["x", "y.1", "z"])}
        whole = scoreboard.updated(board, results, complete=True)["misses"]
        self.assertEqual(whole, {"x": "a reason", "y.*": "a whole group", "z": scoreboard.UNEXPLAINED})
        part = scoreboard.updated(board, results, complete=False)["misses"]
        self.assertEqual(part["gone"], "another")


if __name__ == "__main__":
    unittest.main()
