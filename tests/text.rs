//! Reading, repairing and recognising text; numbers, times and places in a text.

mod support;

use stepglass::diagnostic::Diagnostic;
use stepglass::random::Random;
use stepglass::text::{brief, read, read_value, recognise, repair, write, LineIndex};
use stepglass::time::Timestamp;
use stepglass::value::Number;

/// `Warning DuplicateKey 1:8 "a" /a: Duplicate field 'a'`
fn show(text: &str, finding: &Diagnostic) -> String {
    let place = LineIndex::new(text).position(finding.span.start as usize);
    let marked = finding.span.of(text);
    let message = brief(&finding.message);
    let location = finding.location.as_deref().map(last_note);
    format!(
        "{:?} {} {}:{} {marked:?} {}: {message}",
        finding.severity(),
        finding.code.name(),
        place.line,
        place.column,
        location.unwrap_or_else(|| "-".to_string())
    )
}

/// A location with the repeated source text left out.
fn last_note(location: &str) -> String {
    match location.rsplit_once("\"; line") {
        Some((_, place)) => format!("[line{place}"),
        None => location.to_string(),
    }
}

#[test]
fn reads_a_tree_and_names_the_first_fault() {
    support::check("text/read.txt", |input| {
        let reading = read(input);
        let tree = reading.root.map(|root| write::compact(&root.to_value()));
        let mut out = tree.unwrap_or_else(|| "no tree".to_string());
        for finding in &reading.diagnostics {
            out += &format!("\n{}", show(input, finding));
        }
        let strict = read_value(input).is_ok();
        let clean = reading
            .diagnostics
            .iter()
            .all(|d| d.code.name() != "JsonSyntax");
        assert!(
            !strict || clean,
            "the plain reader takes what the other refuses"
        );
        out
    });
}

#[test]
fn repairs_only_what_is_certain() {
    support::check("text/repair.txt", |input| {
        let Some(mended) = repair(input) else {
            return "nothing certain".to_string();
        };
        let notes: Vec<String> = mended.notes.iter().map(|n| show(&mended.text, n)).collect();
        assert_eq!(mended.notes.len(), mended.changes.len());
        let rest: Vec<String> = read(&mended.text)
            .diagnostics
            .iter()
            .map(|d| show(&mended.text, d))
            .collect();
        assert!(
            repair(&mended.text).is_none(),
            "a repair leaves nothing to repair"
        );
        [mended.text, notes.join("\n"), rest.join("\n")].join("\n~~\n")
    });
}

#[test]
fn recognises_other_formats() {
    support::check("text/recognise.txt", |input| match recognise(input) {
        Some(foreign) => format!("{:?} {}", foreign.format, show(input, &foreign.diagnostic)),
        None => "not recognised".to_string(),
    });
}

#[test]
fn prints_numbers_as_java_does() {
    support::check_lines("text/numbers.txt", |line| match Number::read(line) {
        Some(number) => {
            let kind = match &number {
                Number::Integer(_) => "integer",
                Number::Double(_) => "double",
                Number::Big(_) => "big",
            };
            format!("{kind} {}", write::compact(&number.into()))
        }
        None => "no number".to_string(),
    });
}

#[test]
fn orders_numbers_by_value() {
    support::check_lines("text/order.txt", |line| {
        let (a, b) = line.split_once(' ').expect("two numbers a line");
        let (a, b) = (Number::read(a).expect(a), Number::read(b).expect(b));
        let order = a.compare(&b).expect("numbers of JSON have an order");
        assert_eq!(b.compare(&a), Some(order.reverse()));
        format!("{order:?}")
    });
}

#[test]
fn reads_timestamps() {
    support::check_lines("text/time.txt", |line| match Timestamp::parse(line) {
        Some(time) => format!("{} {time}", time.millis()),
        None => "no timestamp".to_string(),
    });
}

#[test]
fn prints_what_it_reads_for_every_day_of_the_calendar() {
    let mut random = Random::new(1);
    for day in (-800_000..2_600_000).step_by(31) {
        let time = Timestamp(day * 86_400_000 + random.below(86_400_000) as i64);
        let text = time.to_string();
        match text.len() {
            24 if !text.starts_with('-') => {
                assert_eq!(Timestamp::parse(&text), Some(time), "{text}")
            }
            _ => assert_eq!(Timestamp::parse(&text), None, "{text}"),
        }
    }
    assert!(!Timestamp(i64::MIN).to_string().is_empty());
    assert!(!Timestamp(i64::MAX).to_string().is_empty());
}

#[test]
fn translates_places_there_and_back() {
    let mut random = Random::new(7);
    let letters = ['a', 'é', '한', '😀', '\n', '\r', ' '];
    for round in 0..40 {
        let length = random.below(round * 200 + 1);
        let pick = |_| letters[random.below(letters.len() as u64) as usize];
        let text: String = (0..length).map(pick).collect();
        let index = LineIndex::new(&text);
        let (mut units, mut line, mut start) = (0, 1, 0);
        for (at, letter) in text.char_indices() {
            assert_eq!(index.utf16(at), units);
            assert_eq!(index.byte(units), at);
            let place = index.position(at);
            assert_eq!((place.line, place.column), (line, units - start + 1));
            units += letter.len_utf16() as u32;
            let next = text[at + letter.len_utf8()..].chars().next();
            if letter == '\n' || (letter == '\r' && next != Some('\n')) {
                (line, start) = (line + 1, units);
            }
        }
        assert_eq!(index.utf16(text.len() + 9), units);
        assert_eq!(index.byte(units + 9), text.len());
        assert_eq!(index.lines(), line as usize);
    }
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let levels = 1000 / (open.len() - open.replace(['[', '{'], "").len());
        let nested = |n: usize| format!("{}1{}", open.repeat(n), close.repeat(n));
        assert!(read(&nested(levels)).diagnostics.is_empty());
        assert!(read_value(&nested(levels)).is_ok());
        let codes = read(&nested(levels + 1)).diagnostics;
        assert_eq!(codes[0].code.name(), "JsonTooDeep");
        assert!(read_value(&nested(100_000)).is_err());
        assert_eq!(read(&open.repeat(100_000)).diagnostics.len(), 1);
    }
}

/// Whatever stands in the text, reading ends, and what it says lies inside the text.
#[test]
fn any_text_is_read() {
    let mut random = Random::new(11);
    let seed = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Result":[1,-2.5e3,true,null,"é\u00e9\n"]}}}"#;
    let letters: Vec<char> = "{}[]\",:\\u0a\n-1.eE“”${} \u{a0}한tn".chars().collect();
    for _ in 0..4000 {
        let mut text: Vec<char> = seed.chars().collect();
        for _ in 0..random.below(8) {
            let at = random.below(text.len() as u64) as usize;
            let letter = letters[random.below(letters.len() as u64) as usize];
            match random.below(3) {
                0 => text[at] = letter,
                1 => text.insert(at, letter),
                _ => text.truncate(at.max(1)),
            }
        }
        let text: String = text.into_iter().collect();
        let reading = read(&text);
        for finding in &reading.diagnostics {
            assert!(text
                .get(finding.span.start as usize..finding.span.end as usize)
                .is_some());
        }
        let refused = ["JsonSyntax", "JsonTooDeep", "Substitution"];
        let mut codes = reading.diagnostics.iter().map(|d| d.code.name());
        let clean = reading.root.is_some() && !codes.any(|code| refused.contains(&code));
        assert_eq!(read_value(&text).is_ok(), clean, "{text}");
        recognise(&text);
        if let Some(mended) = repair(&text) {
            for note in &mended.notes {
                assert!(mended
                    .text
                    .get(note.span.start as usize..note.span.end as usize)
                    .is_some());
            }
        }
    }
}
