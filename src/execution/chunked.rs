//! A list that is cheap to copy and cheap to change: results of a Map are kept in it, so that a checkpoint in the
//! middle of a wide Map costs a count per chunk and not a copy per item.

use std::rc::Rc;

const CHUNK: usize = 256;

/// A list of fixed length in shared chunks.
#[derive(Clone, Debug)]
pub(super) struct Chunked<T: Clone> {
    chunks: Vec<Rc<Vec<T>>>,
    length: usize,
}

impl<T: Clone> Chunked<T> {
    pub(super) fn filled(value: T, length: usize) -> Chunked<T> {
        let full = Rc::new(vec![value.clone(); CHUNK.min(length)]);
        let mut chunks = vec![full; length / CHUNK];
        if !length.is_multiple_of(CHUNK) {
            chunks.push(Rc::new(vec![value; length % CHUNK]));
        }
        Chunked { chunks, length }
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn set(&mut self, at: usize, value: T) {
        if let Some(chunk) = self.chunks.get_mut(at / CHUNK) {
            if let Some(slot) = Rc::make_mut(chunk).get_mut(at % CHUNK) {
                *slot = value;
            }
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had() {
        for length in [0, 1, 255, 256, 257, 1000] {
            let mut list = Chunked::filled(0, length);
            assert_eq!(list.iter().count(), length);
            let copy = list.clone();
            for at in 0..length {
                list.set(at, at);
            }
            assert!(list.iter().copied().eq(0..length));
            assert!(copy.iter().all(|n| *n == 0));
        }
    }
}
