//! Compressed copies beside the files of the site, made once at build time at the best quality.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Failure, OrFail, Outcome};
use crate::fingerprint::files_below;

/// What shrinks. Fonts (woff2) and pictures are compressed already.
const KINDS: [&str; 11] = ["html", "css", "js", "mjs", "json", "wasm", "svg", "txt", "xml", "webmanifest", "md"];

/// Puts a `.br` and a `.gz` beside every file of the site that shrinks; newer ones stay.
pub fn folder(site: &Path) -> Outcome {
    let files: Vec<PathBuf> = files_below(site)?.into_iter().filter(|file| shrinks(file)).collect();
    thread::scope(|scope| {
        let work: Vec<_> = files
            .iter()
            .flat_map(|file| {
                let brotli = scope.spawn(|| copy(file, "br", brotli));
                let gzip = scope.spawn(|| copy(file, "gz", gzip));
                [brotli, gzip]
            })
            .collect();
        work.into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(Failure::new("a compressor broke down"))))
    })
}

/// Is this a kind of file that gets smaller by compression?
pub fn shrinks(file: &Path) -> bool {
    file.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind))
}

/// The bytes at brotli quality 11, window 22.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)?;
    Ok(small)
}

/// The bytes at gzip level 9.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn copy(file: &Path, kind: &str, shrink: fn(&[u8]) -> std::io::Result<Vec<u8>>) -> Outcome {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    let copy = PathBuf::from(name);
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    if time(&copy).is_some_and(|copied| Some(copied) > time(file)) {
        return Ok(());
    }
    let bytes = fs::read(file).or_fail(file.display())?;
    let small = shrink(&bytes).or_fail(copy.display())?;
    if small.len() < bytes.len() {
        fs::write(&copy, small).or_fail(copy.display())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_compressed_can_be_read_again() -> Result<(), std::io::Error> {
        let text = "Latvijas skolas un uzņēmumi ".repeat(50);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut brotli(text.as_bytes())?.as_slice(), &mut plain)?;
        assert_eq!(plain, text.as_bytes());

        let mut plain = String::new();
        flate2::read::GzDecoder::new(gzip(text.as_bytes())?.as_slice()).read_to_string(&mut plain)?;
        assert_eq!(plain, text);
        Ok(())
    }

    #[test]
    fn copies_stand_only_beside_what_shrinks() -> Outcome {
        let site = std::env::temp_dir().join(format!("xtask-compress-{}", std::process::id()));
        fs::create_dir_all(&site).or_fail("folder")?;
        fs::write(site.join("app.css"), "a{color:red}".repeat(40)).or_fail("css")?;
        fs::write(site.join("tiny.css"), "a").or_fail("css")?;
        fs::write(site.join("text.woff2"), "a".repeat(400)).or_fail("font")?;
        folder(&site)?;
        folder(&site)?;
        let names: Vec<_> = files_below(&site)?
            .iter()
            .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()))
            .collect();
        assert_eq!(names, ["app.css", "app.css.br", "app.css.gz", "text.woff2", "tiny.css"]);
        fs::remove_dir_all(&site).or_fail("remove")
    }
}
