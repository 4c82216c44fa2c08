//! Seeded generators. Whatever looks random in a run comes from here, so that one seed gives one run.

/// A deterministic generator of 64-bit numbers (SplitMix64). Cloning it clones the future it will give.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The generator of this seed.
    pub fn new(seed: u64) -> Random {
        Random { state: seed }
    }

    /// The next 64 bits.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number in `0.0..1.0`, evenly distributed.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// An integer below `bound`, evenly distributed up to a bias of at most `bound` in 2^64; 0 for a bound of 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        (wide >> 64) as u64
    }

    /// A UUID of version 4: `3f2504e0-4f89-41d3-9a0c-0305e82c3301`.
    pub fn uuid(&mut self) -> String {
        uuid(self.next(), self.next())
    }

    /// A generator of its own for `stream`, which neither advances nor repeats this one.
    #[must_use]
    pub fn stream(&self, stream: u64) -> Random {
        let mut mixed = Random::new(self.state ^ stream.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Random::new(mixed.next())
    }
}

/// A UUID of version 3 made of the 32 hexadecimal digits of an MD5 hash, as `java.util.UUID.nameUUIDFromBytes` makes it.
pub fn uuid_of_name(md5: &str) -> String {
    let half = |digits: &str| u64::from_str_radix(digits, 16).unwrap_or_default();
    let (high, low) = (md5.get(..16), md5.get(16..));
    let uuid = uuid(
        half(high.unwrap_or_default()),
        half(low.unwrap_or_default()),
    );
    let mut text = uuid;
    text.replace_range(14..15, "3");
    text
}

/// A UUID of version 4 made of 128 random bits.
pub fn uuid(high: u64, low: u64) -> String {
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | (0b10 << 62);
    let (a, b, c) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    let (d, e) = (low >> 48, low & 0xffff_ffff_ffff);
    format!("{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}")
}

/// `java.util.Random`, bit for bit: the service's seeded functions answer with its numbers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JavaRandom {
    state: u64,
}

const JAVA_FACTOR: u64 = 0x5_deec_e66d;
const JAVA_MASK: u64 = (1 << 48) - 1;

impl JavaRandom {
    /// As `new Random(seed)`.
    pub fn new(seed: i64) -> JavaRandom {
        JavaRandom {
            state: (seed as u64 ^ JAVA_FACTOR) & JAVA_MASK,
        }
    }

    /// The next `bits` bits, at most 32, as Java's `next(bits)`.
    fn bits(&mut self, bits: u32) -> i32 {
        self.state = self.state.wrapping_mul(JAVA_FACTOR).wrapping_add(0xb) & JAVA_MASK;
        (self.state >> (48 - bits)) as i32
    }

    /// As `nextInt(bound)`: `0..bound`. Java throws for a bound below 1; here that gives `None`.
    pub fn next_int(&mut self, bound: i32) -> Option<i32> {
        if bound < 1 {
            return None;
        }
        if bound & (bound - 1) == 0 {
            let scaled = i64::from(bound) * i64::from(self.bits(31));
            return Some((scaled >> 31) as i32);
        }
        loop {
            let drawn = self.bits(31);
            let rest = drawn % bound;
            // Java tries again when the last, incomplete group of `bound` numbers was hit.
            if drawn.wrapping_sub(rest).wrapping_add(bound - 1) >= 0 {
                return Some(rest);
            }
        }
    }

    /// As `nextDouble()`: `0.0..1.0`.
    pub fn next_double(&mut self) -> f64 {
        let high = i64::from(self.bits(26)) << 27;
        (high + i64::from(self.bits(27))) as f64 / (1u64 << 53) as f64
    }
}
