//! A list that is cheap to copy and cheap to change: results of a Map and children of a Map Run are kept in it, so that
//! a checkpoint in the middle of a wide Map costs a count per chunk and not a copy per item.

use std::rc::Rc;

const CHUNK: usize = 256;

/// A list in shared chunks. Copying it counts a reference per chunk; changing an item copies its chunk if that is shared.
#[derive(Clone, Debug)]
pub struct Chunked<T: Clone> {
    chunks: Vec<Rc<Vec<T>>>,
    length: usize,
}

impl<T: Clone> Default for Chunked<T> {
    fn default() -> Self {
        Chunked {
            chunks: Vec::new(),
            length: 0,
        }
    }
}

impl<T: Clone> Chunked<T> {
    /// So many times the same value.
    pub fn filled(value: T, length: usize) -> Chunked<T> {
        let full = Rc::new(vec![value.clone(); CHUNK.min(length)]);
        let mut chunks = vec![full; length / CHUNK];
        if !length.is_multiple_of(CHUNK) {
            chunks.push(Rc::new(vec![value; length % CHUNK]));
        }
        Chunked { chunks, length }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds an item at the end.
    pub fn push(&mut self, value: T) {
        match self.chunks.last_mut().filter(|last| last.len() < CHUNK) {
            Some(last) => Rc::make_mut(last).push(value),
            None => self.chunks.push(Rc::new(vec![value])),
        }
        self.length += 1;
    }

    /// The item at a position.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)
    }

    /// The item at a position, for change.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        let chunk = self.chunks.get_mut(at / CHUNK)?;
        Rc::make_mut(chunk).get_mut(at % CHUNK)
    }

    /// Puts another item in its place; nothing where there is none.
    pub fn set(&mut self, at: usize, value: T) {
        if let Some(slot) = self.get_mut(at) {
            *slot = value;
        }
    }

    /// All items in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
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

    #[test]
    fn items_are_added_behind_what_a_copy_holds() {
        let mut list = Chunked::filled(0, 0);
        for at in 0..600 {
            list.push(at);
            assert_eq!(list.get(at), Some(&at));
        }
        let copy = list.clone();
        list.push(600);
        assert_eq!((copy.len(), list.len()), (600, 601));
        assert_eq!((copy.get(600), list.get(600)), (None, Some(&600)));
        assert!(list.iter().copied().eq(0..601));
    }
}
