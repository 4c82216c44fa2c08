//! An expression's words.

/// A word of an expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Token {
    /// A name, `#name` or `:value`; keywords too.
    Word(String),
    /// An index in brackets.
    Index(usize),
    /// `=`, `<>`, `<=`, `(`, `,` and the like.
    Sign(&'static str),
}

const SIGNS: [&str; 12] = [
    "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "+", "-",
];

/// The words of a text; `Err` with what stands where it cannot be read.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '#' | ':');
        if part(first) {
            let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
            found.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if first == '[' {
            let inner = rest[1..].split_once(']');
            let index = inner.and_then(|(index, _)| index.trim().parse().ok());
            let (Some((_, after)), Some(index)) = (inner, index) else {
                return Err(rest.to_owned());
            };
            found.push(Token::Index(index));
            rest = after;
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            let sign = sign.ok_or_else(|| rest.to_owned())?;
            found.push(Token::Sign(sign));
            rest = &rest[sign.len()..];
        }
        rest = rest.trim_start();
    }
    Ok(found)
}

/// Words that are read from the front.
pub(super) struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    pub fn of(text: &str) -> Result<Reader, String> {
        let tokens = tokens(text)?;
        Ok(Reader { tokens, at: 0 })
    }

    pub fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// Whether the next word is this keyword, in any case; it is then read.
    pub fn keyword(&mut self, name: &str) -> bool {
        let next = self.peek();
        let is = matches!(next, Some(Token::Word(word)) if word.eq_ignore_ascii_case(name));
        self.at += usize::from(is);
        is
    }

    /// The same for a sign.
    pub fn sign(&mut self, sign: &'static str) -> bool {
        let is = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is);
        is
    }

    pub fn expect(&mut self, sign: &'static str) -> Result<(), String> {
        match self.sign(sign) {
            true => Ok(()),
            false => Err(self.fault()),
        }
    }

    /// What stands here, for a message.
    pub fn fault(&self) -> String {
        match self.peek() {
            Some(Token::Word(word)) => word.clone(),
            Some(Token::Index(index)) => format!("[{index}]"),
            Some(Token::Sign(sign)) => (*sign).to_owned(),
            None => "<EOF>".to_owned(),
        }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }
}
