//! One file after another of an archive, each packed and hashed as it is written: what waits in memory is packed already.

use std::io::{Cursor, Write};

use contract::time::Timestamp;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use crate::clock::moment;
use crate::hex::hex;

/// An archive that is being written.
pub(super) struct Files {
    /// boxed: the packer's state is large, and moves with whatever writes
    zip: Box<ZipWriter<Cursor<Vec<u8>>>>,
    options: SimpleFileOptions,
    open: Option<(String, Sha256, u64)>,
    /// what was written and closed
    pub done: Vec<Listed>,
}

/// A file as it stands in the list of an archive.
pub(super) struct Listed {
    /// its name, with folders
    pub path: String,
    /// its size
    pub bytes: u64,
    /// its SHA-256, hexadecimal
    pub sha256: String,
}

impl Files {
    /// An empty archive of this time.
    pub fn new(made_at: Timestamp) -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(modified(made_at))
            .unix_permissions(0o644);
        Self { zip: Box::new(ZipWriter::new(Cursor::new(Vec::new()))), options, open: None, done: Vec::new() }
    }

    /// Begins a file; the one before is closed.
    pub fn begin(&mut self, path: String) -> ZipResult<()> {
        self.close();
        self.zip.start_file(path.as_str(), self.options)?;
        self.open = Some((path, Sha256::new(), 0));
        Ok(())
    }

    /// A file whole.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> ZipResult<()> {
        self.begin(path.to_owned())?;
        Ok(self.write_all(bytes)?)
    }

    fn close(&mut self) {
        if let Some((path, hash, bytes)) = self.open.take() {
            self.done.push(Listed { path, bytes, sha256: hex(&hash.finalize()) });
        }
    }

    /// Takes over all files of another archive, packed as they are.
    pub fn take_over(&mut self, other: Self) -> ZipResult<()> {
        self.close();
        let (bytes, done) = other.finish()?;
        self.zip.merge_archive(zip::ZipArchive::new(Cursor::new(bytes))?)?;
        self.done.extend(done);
        Ok(())
    }

    /// The archive's bytes and its files.
    pub fn finish(mut self) -> ZipResult<(Vec<u8>, Vec<Listed>)> {
        self.close();
        Ok((self.zip.finish()?.into_inner(), self.done))
    }
}

impl Write for Files {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.zip.write(bytes)?;
        if let Some((_, hash, size)) = &mut self.open {
            hash.update(bytes.get(..written).unwrap_or_default());
            *size += u64::try_from(written).unwrap_or_default();
        }
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.zip.flush()
    }
}

/// ZIP knows local times only.
fn modified(made_at: Timestamp) -> DateTime {
    let time = moment::local(made_at);
    let part = |n: i8| u8::try_from(n).unwrap_or_default();
    let year = u16::try_from(time.year()).unwrap_or_default();
    let (month, day) = (part(time.month()), part(time.day()));
    DateTime::from_date_and_time(year, month, day, part(time.hour()), part(time.minute()), part(time.second()))
        .unwrap_or_default()
}
