//! Where the bytes of a wasm module are: its sections, and its biggest functions if they have names.
//!
//! Format: WebAssembly Core Specification 2.0, chapter 5 (binary format) and appendix "name section".

use std::collections::HashMap;
use std::fmt::{self, Display};

use reader::Reader;

mod reader;

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
const BIGGEST: usize = 15;
const SECTIONS: [&str; 14] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
    "tag",
];

/// Sizes in bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Module {
    sections: Vec<(String, usize)>,
    functions: Vec<(String, usize)>,
}

impl Module {
    /// Reads a module; `None` when it is not well formed.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
        let mut module = Self::default();
        let (mut imported, mut bodies, mut names) = (0, Vec::new(), HashMap::new());
        while !reader.is_empty() {
            let id = reader.byte()?;
            let mut content = reader.block()?;
            let size = content.0.len();
            let mut name = SECTIONS.get(usize::from(id)).map_or_else(|| id.to_string(), |name| (*name).to_owned());
            match id {
                0 => {
                    let custom = content.text()?;
                    name = format!("custom \"{custom}\"");
                    if custom == "name" {
                        names = content.function_names()?;
                    }
                }
                2 => imported = content.imported_functions()?,
                10 => bodies = content.body_sizes()?,
                _ => {}
            }
            module.sections.push((name, size));
        }
        module.functions =
            (imported..).zip(bodies).filter_map(|(index, size)| Some((names.remove(&index)?, size))).collect();
        module.functions.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        module.functions.truncate(BIGGEST);
        Some(module)
    }
}

impl Display for Module {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, size) in &self.sections {
            writeln!(formatter, "  {size:>10}  {name}")?;
        }
        if !self.functions.is_empty() {
            writeln!(formatter, "  the biggest functions:")?;
        }
        for (name, size) in &self.functions {
            writeln!(formatter, "  {size:>10}  {name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One imported function, two of its own (bodies of 2 and 4 bytes), and their names.
    fn sample() -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(b"\x01\x04\x01\x60\x00\x00");
        bytes.extend(b"\x02\x0e\x02\x01e\x01f\x00\x00\x01e\x01m\x02\x00\x01");
        bytes.extend(b"\x03\x03\x02\x00\x00");
        bytes.extend(b"\x0a\x09\x02\x02\x00\x0b\x04\x00\x01\x01\x0b");
        bytes.extend(b"\x00\x17\x04name\x01\x10\x03\x00\x01f\x01\x05small\x02\x03big");
        bytes
    }

    #[test]
    fn sections_and_named_functions_are_found() {
        let module = Module::read(&sample());
        let own = |(name, size): (&str, usize)| (name.to_owned(), size);
        let sections =
            [("type", 4), ("import", 14), ("function", 3), ("code", 9), ("custom \"name\"", 23)].map(own).to_vec();
        let functions = [("big", 4), ("small", 2)].map(own).to_vec();
        assert_eq!(module, Some(Module { sections, functions }));
    }

    #[test]
    fn broken_modules_are_refused() {
        let whole = sample();
        assert_eq!(Module::read(b"not wasm"), None);
        assert_eq!(Module::read(&whole[..whole.len() - 1]), None);
        assert_eq!(Module::read(&[MAGIC, b"\x0a\xff\xff\xff\xff\xff\xff"].concat()), None);
    }
}
