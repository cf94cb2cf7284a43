//! A short value that changes when files change.

use std::collections::hash_map::DefaultHasher;
use std::fmt::{self, Display};
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::{OrFail, Outcome};

/// Names and contents of a set of files, and whatever else was mixed in.
///
/// Contents and not times: a switch of branches touches every file and changes few. The standard
/// hasher will do, as nobody gains from a collision; a new Rust may hash otherwise, which costs
/// one build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of these files and folders below `root`; what is missing counts as empty.
    pub fn of(root: &Path, paths: &[&str]) -> Outcome<Self> {
        let mut hasher = DefaultHasher::new();
        for path in paths {
            path.hash(&mut hasher);
            for file in files_below(&root.join(path))? {
                file.strip_prefix(root).unwrap_or(&file).hash(&mut hasher);
                fs::read(&file).or_fail(file.display())?.hash(&mut hasher);
            }
        }
        Ok(Self(hasher.finish()))
    }

    /// The same with one more text that matters, such as a version.
    pub fn with(self, text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        (self.0, text).hash(&mut hasher);
        Self(hasher.finish())
    }
}

impl Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// All files of a folder and its folders, sorted; the file itself, when `path` is one.
pub fn files_below(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).or_fail(path.display())? {
            files.extend(files_below(&entry.or_fail(path.display())?.path())?);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents_count_and_times_do_not() -> Outcome {
        let root = std::env::temp_dir().join(format!("xtask-fingerprint-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap_or(&root)).or_fail(name)?;
            fs::write(&file, text).or_fail(name)
        };
        let take = || Fingerprint::of(&root, &["src", "build.rs", "missing"]);

        write("src/page/home.rs", "home")?;
        write("build.rs", "build")?;
        write("README.md", "one")?;
        let first = take()?;
        write("src/page/home.rs", "home")?;
        write("README.md", "two")?;
        assert_eq!(take()?, first, "written anew, or not asked for");

        write("src/page/home.rs", "Home")?;
        let changed = take()?;
        assert_ne!(changed, first, "other content");

        fs::rename(root.join("src/page/home.rs"), root.join("src/page/start.rs")).or_fail("rename")?;
        assert_ne!(take()?, changed, "other name");

        assert_ne!(first.with("a"), first.with("b"));
        fs::remove_dir_all(&root).or_fail("remove")
    }
}
