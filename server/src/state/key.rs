use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use crate::config::Config;
use crate::random::Random;

/// The server's key, for a command beside the server: never made.
///
/// # Errors
/// A sentence, when the file is not there or does not hold 32 bytes.
pub fn existing_key(config: &Config) -> Result<[u8; 32], String> {
    let made = config.data_dir.join("secret.key");
    let path = config.secret_file.as_deref().unwrap_or(&made);
    let bytes =
        fs::read(path).map_err(|error| format!("VET2B_SECRET_FILE: cannot read {}: {error}", path.display()))?;
    bytes.try_into().map_err(|_| format!("VET2B_SECRET_FILE: {} does not hold 32 bytes", path.display()))
}

/// The server's key: from the file that is set, or from the data folder, where it is made at the first start. Whoever has it
/// and a copy of the database can test guesses of erased ids, so only the server's account may read it.
///
/// # Errors
/// A sentence, when the file cannot be read or made, or does not hold 32 bytes.
pub fn server_key(config: &Config, random: &dyn Random) -> Result<[u8; 32], String> {
    let made = config.data_dir.join("secret.key");
    match fs::exists(&made) {
        Ok(false) if config.secret_file.is_none() => make(&made, random),
        _ => existing_key(config),
    }
}

fn make(path: &Path, random: &dyn Random) -> Result<[u8; 32], String> {
    let key = random.bytes::<32>();
    // Whole or not at all: half a key would let no server start again.
    let draft = path.with_extension("tmp");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(&draft)
        .and_then(|mut file| file.write_all(&key).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&draft, path))
        .map_err(|error| format!("VET2B_DATA_DIR: cannot write {}: {error}", path.display()))?;
    Ok(key)
}
