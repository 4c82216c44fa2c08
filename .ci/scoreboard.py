#!/usr/bin/env python3
"""Runs the suites of recorded cases and compares the pass counts with tests/scoreboard.json.

    scoreboard.py --shared DIR [--update] [--only NAME]...

The scoreboard has one entry per suite, {"total": cases, NAME: how many pass at NAME, ...}, and "misses",
{case id or pattern: why it does not pass}. A count below its entry fails; so does a suite that gives no counts.
A miss without an entry is printed, so that a case lost cannot hide behind a case won. `--update` raises the
counts (lowering one is an edit by hand, for a reviewer to see), drops the misses that pass now and names the new
ones "unexplained", for somebody to explain.
A suite whose test is not in the tree yet is skipped with a line that says so.
"""
import argparse
import fnmatch
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOARD = ROOT / "tests" / "scoreboard.json"
WORK = ROOT / ".make" / "suites"
LOGS = ROOT / ".make" / "log"
TEST_SECONDS = 900
UNEXPLAINED = "unexplained"
SHOWN = 8


class SuiteError(Exception):
    """A suite that could not be run or gave no counts; the text says why."""


def run(command, log, env=None):
    """Runs a command with its output in a file and returns (exit status, output)."""
    with open(log, "w", encoding="utf-8") as out:
        try:
            done = subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=out,
                                  stderr=subprocess.STDOUT, timeout=TEST_SECONDS)
        except subprocess.TimeoutExpired:
            raise SuiteError(f"stopped after {TEST_SECONDS} s, see {log}") from None
    return done.returncode, Path(log).read_text(encoding="utf-8", errors="replace")


def cargo_test(name, suite, env):
    """Runs one integration test with the suite's folders in its environment."""
    log = LOGS / f"suite-{suite}.log"
    command = ["cargo", "test", "--locked", "--profile", "quick", "--test", name]
    status, text = run(command, log, env)
    if status != 0:
        print("\n".join(text.splitlines()[-30:]))
        raise SuiteError(f"tests/{name}.rs failed, see {log.relative_to(ROOT)}")


def score(suite, command, pattern):
    """Runs a scorer and returns (its output, the match of its totals)."""
    _, text = run([sys.executable, *map(str, command)], WORK / f"{suite}.score.txt")
    found = re.search(pattern, text, re.M)
    if not found:
        print(text[-2000:])
        raise SuiteError(f"{command[0]} printed no totals")
    return text, found


# --- one function per kind of suite: (counts, ids of the answered cases that miss) ----------------


def conformance(suite, shared, cases, without=""):
    out = WORK / f"{suite}.json"
    command = [shared / "conformance" / "compare.py", "--all", shared / "conformance" / cases,
               WORK / "recorded", "--level", "3", "--quiet", "--json", out, "--without", without]
    text, found = score(suite, command, r"^total (\d+) L1 (\d+) L2 (\d+) L3 (\d+) no answer (\d+)$")
    total, level1, level2, level3, none = map(int, found.groups())
    counts = {"total": total, "level1": level1, "level2": level2, "level3": level3, "answered": total - none}
    events = re.search(r"^with events: L3 (\d+)/(\d+) answered$", text, re.M)
    if events and int(events[2]) > 0:
        counts["level3-with-events"] = int(events[1])
    results = json.loads(out.read_text())
    return counts, [r["id"] for r in results if not all(r[f"L{n}"] is not False for n in (1, 2, 3))]


def workflows(suite, shared):
    command = [shared / "workflows" / "score.py", shared / "workflows", WORK / "workflows.jsonl", "--show", "100000"]
    kinds = ("valid", "invalid", "unknown", "drawn", "simulated")
    text, found = score(suite, command, "^" + ", ".join(rf"{k} (\d+)/(\d+)" for k in kinds) + "$")
    numbers = [int(n) for n in found.groups()]
    counts = {"total": numbers[7], **{kind: numbers[2 * i] for i, kind in enumerate(kinds)}}
    return counts, re.findall(r"^(.+) \((?:valid|invalid)\): ", text, re.M)


def lines(suite, command, cases):
    """A scorer that prints a line `id: why` per miss and ends with `NAME good/total`."""
    text, found = score(suite, [*command, "--show", "100000"], r"^\S+ (\d+)/(\d+)$")
    ids = {case["id"] for case in cases}
    missed = re.findall(r"^(\S+?)(?: \(map model\))?: (.*)$", text, re.M)
    return ({"total": int(found[2]), "passed": int(found[1])},
            [case for case, why in missed if case in ids and not why.endswith("no answer")])


def jsonpath(suite, shared, name):
    folder = shared / "jsonpath-suite"
    cases = json.loads((folder / f"{name}.json").read_text())["cases"]
    return lines(suite, [folder / "score.py", folder / f"{name}.json", WORK / f"{name}.jsonl"], cases)


def opened(suite, shared):
    """Every history was opened, and what is told of it is what its events say: the test itself fails otherwise."""
    count = int((WORK / "recordings" / "opened.json").read_text())
    return {"total": count, "opened": count}, []


def jsonata(suite, shared):
    folder = shared / "jsonata-suite"
    cases = [case for group in folder.glob("groups/*.json") for case in json.loads(group.read_text())]
    return lines(suite, [folder / "score.py", folder, WORK / "jsonata.jsonl"], cases)


# --- what there is to run ---------------------------------------------------------------------


def plans(shared):
    """(test file, its runs as (log name, environment), its suites as (name, function, arguments))."""
    conf, paths = shared / "conformance", shared / "jsonpath-suite"
    yield "recorded", [("recorded", {"STEPGLASS_CASES": conf, "STEPGLASS_ACTUAL": WORK / "recorded"})], [
        ("executions-core", conformance, ("executions", "jsonata,distributed,intrinsics")),
        ("executions", conformance, ("executions",)),
        ("validation", conformance, ("validation",)),
        ("test-state", conformance, ("test-state",)),
    ]
    yield "workflows", [("workflows", {"STEPGLASS_WORKFLOWS": shared / "workflows",
                                       "STEPGLASS_ACTUAL": WORK / "workflows.jsonl"})], [
        ("workflows", workflows, ())]
    names = ("jayway", "paths-aws", "intrinsics-aws")
    yield "jsonpath_suite", [(f"jsonpath-{n}", {"STEPGLASS_SUITE": paths / f"{n}.json",
                                                "STEPGLASS_ACTUAL": WORK / f"{n}.jsonl"}) for n in names], [
        (f"jsonpath-{n}", jsonpath, (n,)) for n in names]
    yield "recording", [("recordings", {"STEPGLASS_CASES": conf / "executions", "STEPGLASS_ACTUAL": WORK / "recordings"})], [
        ("recordings", opened, ())]
    yield "jsonata_suite", [("jsonata", {"STEPGLASS_SUITE": shared / "jsonata-suite",
                                         "STEPGLASS_ACTUAL": WORK / "jsonata.jsonl"})], [
        ("jsonata", jsonata, ())]


def fresh(env):
    """Empties the place of a run's answers: old ones must not count."""
    actual = env["STEPGLASS_ACTUAL"]
    if actual.suffix == ".jsonl":
        actual.unlink(missing_ok=True)
        return
    actual.mkdir(parents=True, exist_ok=True)
    for old in actual.rglob("*.json"):
        old.unlink()


def measure(shared, only):
    """Runs what there is and yields (suite, counts, misses), with a SuiteError in place of counts."""
    for test, runs, suites in plans(shared):
        suites = [s for s in suites if not only or s[0] in only]
        if not suites:
            continue
        if not (ROOT / "tests" / f"{test}.rs").exists():
            print(f"suites    {', '.join(s[0] for s in suites)}: skipped, there is no tests/{test}.rs yet")
            continue
        try:
            for log, env in runs:
                if only and test != "recorded" and log not in only:
                    continue
                fresh(env)
                cargo_test(test, log, {k: str(v) for k, v in env.items()})
        except SuiteError as error:
            yield from ((name, error, []) for name, _, _ in suites)
            continue
        for name, function, arguments in suites:
            try:
                yield name, *function(name, shared, *arguments)
            except SuiteError as error:
                yield name, error, []


# --- the scoreboard -----------------------------------------------------------------------------


def known(case, misses):
    return case in misses or any(fnmatch.fnmatchcase(case, pattern) for pattern in misses if "*" in pattern)


def fallen(counts, entry):
    """The counts below their entry, in words. The total is a fact about the suite, not a score."""
    return [f"{key} {counts.get(key, 0)} < {floor}" for key, floor in entry.items()
            if key != "total" and counts.get(key, 0) < floor]


def show(name, counts, entry, missed, misses):
    total = counts["total"]
    words = ", ".join(f"{key} {n}" for key, n in counts.items() if key != "total")
    print(f"suites    {name}: {words} of {total}" + ("" if entry else " (not on the scoreboard yet)"))
    if entry and entry.get("total") != total:
        print(f"          the suite has {total} cases, the scoreboard was written for {entry.get('total')}")
    new = [case for case in missed if not known(case, misses)]
    if new:
        more = f" and {len(new) - SHOWN} more" if len(new) > SHOWN else ""
        print(f"          {len(new)} misses without an entry: {', '.join(new[:SHOWN])}{more}")


def raised(entry, counts):
    """The better of both for every count; the suite's size as it is now."""
    return {key: n if key == "total" else max(n, entry.get(key, 0)) for key, n in counts.items()}


def updated(board, results, complete):
    """The scoreboard with these results in it. Patterns among the misses stay as they are."""
    missed_now = {case for _, missed in results.values() for case in missed}
    misses = board.get("misses", {})
    if complete:
        misses = {case: why for case, why in misses.items() if "*" in case or case in missed_now}
    misses |= {case: UNEXPLAINED for case in missed_now if not known(case, misses)}
    suites = {name: raised(board.get(name, {}), counts) for name, (counts, _) in results.items()}
    return {**board, **suites, "misses": dict(sorted(misses.items()))}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", required=True, type=Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    arguments = parser.parse_args()
    for folder in (WORK, LOGS):
        folder.mkdir(parents=True, exist_ok=True)
    board = json.loads(BOARD.read_text()) if BOARD.exists() else {"misses": {}}
    misses, results, wrong = board.get("misses", {}), {}, []
    started = time.monotonic()
    for name, counts, missed in measure(arguments.shared.resolve(), arguments.only):
        if isinstance(counts, SuiteError):
            print(f"suites    {name}: {counts}")
            wrong.append(f"{name}: no counts")
            continue
        entry = board.get(name)
        show(name, counts, entry, missed, misses)
        results[name] = (counts, missed)
        wrong += [f"{name}: {text}" for text in fallen(counts, entry or {})]
    open_ones = sum(reason == UNEXPLAINED for reason in misses.values())
    if open_ones:
        print(f"suites    {open_ones} misses on the scoreboard are unexplained")
    print(f"suites    {len(results)} suites in {time.monotonic() - started:.0f} s")
    if arguments.update:
        board = updated(board, results, complete=not arguments.only)
        BOARD.write_text(json.dumps(board, indent=2, ensure_ascii=False) + "\n")
        print(f"suites    wrote {BOARD.relative_to(ROOT)}")
    for text in wrong:
        print(f"suites    FAILED {text}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
