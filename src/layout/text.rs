//! How wide a text is, without a browser.
//!
//! A table for one of the widest sans serif faces in use (DejaVu Sans), so that whatever face the reader has, its
//! words fit into the boxes made for them. Hangul, Han, Kana and full-width forms are one em wide.

/// Advance widths of the characters from space to `~`, in thousandths of the type size.
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Room for faces that are wider still.
const SPARE: f64 = 1.06;

/// Semibold faces are about a tenth wider than regular ones.
const SEMIBOLD: f64 = 1.1;

/// A way of writing: size in pixels and weight.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    size: f64,
    bold: bool,
}

/// Names of states: 13 px, weight 600.
pub const NAME: Face = Face {
    size: 13.0,
    bold: true,
};

/// Second lines and labels: 11 px.
pub const NOTE: Face = Face {
    size: 11.0,
    bold: false,
};

impl Face {
    /// The width of `text` in pixels.
    pub fn width(&self, text: &str) -> f64 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> f64 {
        let weight = if self.bold { SEMIBOLD } else { 1.0 };
        f64::from(advance(c)) / 1000.0 * self.size * weight * SPARE
    }

    /// `text`, cut with `…` where it is wider than `room`.
    pub fn fit(&self, text: &str, room: f64) -> String {
        let mut used = 0.0;
        let mut kept = 0;
        let ellipsis = self.advance('…');
        for (at, c) in text.char_indices() {
            if used + ellipsis <= room {
                kept = at;
            }
            used += self.advance(c);
            if used > room {
                return format!("{}…", text[..kept].trim_end());
            }
        }
        text.to_string()
    }
}

fn advance(c: char) -> u16 {
    match u32::from(c) {
        code @ 0x20..=0x7e => ASCII[code as usize - 0x20],
        0..=0x1f | 0x7f => 0,
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0xb7 => 318,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 1000,
        0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2018..=0x2fff => 1000,
        0x10000.. => 1250,
        _ => 700,
    }
}

/// At most `most` characters, the last one `…` where something was cut.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_string(),
        Some(_) => {
            let kept: String = text.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_is_one_em_and_latin_is_measured() {
        assert!((NOTE.width("가") - 11.66).abs() < 0.001);
        assert!(NOTE.width("iii") < NOTE.width("mmm") / 3.0);
    }

    #[test]
    fn a_cut_text_fits_its_room() {
        let name = "AVeryLongNameOfAStateThatNobodyWouldWrite";
        for room in [20.0, 80.0, 160.0] {
            let cut = NAME.fit(name, room);
            assert!(cut.ends_with('…') && NAME.width(&cut) <= room, "{cut}");
        }
        assert_eq!(NAME.fit("Short", 160.0), "Short");
    }

    #[test]
    fn shortening_counts_characters() {
        assert_eq!(shorten("abcdef", 6), "abcdef");
        assert_eq!(shorten("주문을 확인한다", 4), "주문을…");
    }
}
