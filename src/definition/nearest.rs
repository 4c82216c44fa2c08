//! The word that was probably meant.

use crate::diagnostic::Edit;
use crate::text::{write, Span};

/// Longest word that is compared; the work grows with its square.
const LONGEST: usize = 80;

/// A replacement of the JSON text at `span` by the candidate nearest to `word`: one that differs only in case, or
/// in one letter of five. Empty when there is none, so that it can be a diagnostic's `fixes`.
pub fn replacement<'a>(
    span: Span,
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Vec<Edit> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let most = if letters.len() < 3 {
        0
    } else {
        1 + letters.len() / 5
    };
    if letters.len() > LONGEST {
        return Vec::new();
    }
    let close = candidates.filter(|candidate| *candidate != word);
    let close =
        close.filter_map(|candidate| Some((distance(&letters, candidate, most)?, candidate)));
    let best = close.min_by_key(|(distance, _)| *distance);
    best.map(|(_, candidate)| {
        let mut text = String::new();
        write::write_text(candidate, &mut text);
        Edit { span, text }
    })
    .into_iter()
    .collect()
}

/// Letters to insert, drop, change or swap with their neighbour; `None` beyond `most`.
fn distance(word: &[char], candidate: &str, most: usize) -> Option<usize> {
    let other: Vec<char> = candidate
        .chars()
        .flat_map(char::to_lowercase)
        .take(LONGEST + 1)
        .collect();
    if word.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = above[j] + usize::from(a != b);
            let mut least = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && word[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["ResultPath", "ResultSelector", "Next", "End"];
        let fix = |word: &str| {
            let edits = replacement(Span::default(), word, known.iter().copied());
            edits.first().map(|edit| edit.text.clone())
        };
        assert_eq!(fix("Resultpath").as_deref(), Some("\"ResultPath\""));
        assert_eq!(fix("ResultPaht").as_deref(), Some("\"ResultPath\""));
        assert_eq!(fix("Nxet").as_deref(), Some("\"Next\""));
        assert_eq!(fix("Catch"), None);
        assert_eq!(fix("Next"), None);
    }
}
