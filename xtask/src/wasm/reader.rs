//! The numbers, texts and vectors that a wasm module is made of.

use std::collections::HashMap;

/// The bytes that are still to be read. Every method is `None` when they do not suffice.
pub struct Reader<'bytes>(pub &'bytes [u8]);

impl<'bytes> Reader<'bytes> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return usize::try_from(value).ok();
            }
        }
        None
    }

    /// A length and as many bytes.
    pub fn block(&mut self) -> Option<Reader<'bytes>> {
        let length = self.number()?;
        let (block, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Reader(block))
    }

    pub fn text(&mut self) -> Option<String> {
        let block = self.block()?;
        Some(String::from_utf8_lossy(block.0).into_owned())
    }

    /// Of the code section: the size of each function's body.
    pub fn body_sizes(&mut self) -> Option<Vec<usize>> {
        let count = self.number()?;
        (0..count).map(|_| self.block().map(|body| body.0.len())).collect()
    }

    /// Of the import section: how many functions, as they come first in the count of functions.
    pub fn imported_functions(&mut self) -> Option<usize> {
        let mut functions = 0;
        for _ in 0..self.number()? {
            self.block()?;
            self.block()?;
            match self.byte()? {
                0 => {
                    self.number()?;
                    functions += 1;
                }
                1 => {
                    self.byte()?;
                    self.limits()?;
                }
                2 => self.limits()?,
                // A global's type and mutability; a tag's attribute and type.
                3 | 4 => {
                    self.byte()?;
                    self.number()?;
                }
                _ => return None,
            }
        }
        Some(functions)
    }

    fn limits(&mut self) -> Option<()> {
        let bounded = self.byte()? & 1 == 1;
        self.number()?;
        if bounded {
            self.number()?;
        }
        Some(())
    }

    /// Of the name section: the functions' names by index (subsection 1).
    pub fn function_names(&mut self) -> Option<HashMap<usize, String>> {
        let mut names = HashMap::new();
        while !self.is_empty() {
            let kind = self.byte()?;
            let mut content = self.block()?;
            if kind != 1 {
                continue;
            }
            for _ in 0..content.number()? {
                names.insert(content.number()?, content.text()?);
            }
        }
        Some(names)
    }
}
