use contract::time::Timestamp;

use crate::config::{Config, DatabaseUrl};
use crate::hex::hex;
use crate::problem::{Failure, Outcome};
use crate::random::Random;
use crate::signing::Signer;
use crate::store::{Conn, Db, signing_key, transact};

/// Makes sure that there is a key that signs and that this server's key can make: at the first start, and after the server's key
/// was replaced, a new one begins. The older ones stay published.
///
/// # Errors
/// The database's.
pub async fn ensure_signing_key(db: &Db, server_key: &[u8; 32], random: &dyn Random, now: Timestamp) -> Outcome<()> {
    let current = signing_key::current(&mut db.read().await?).await?;
    let is_ours = current.is_some_and(|key| of(server_key, &key).is_some());
    if is_ours { Ok(()) } else { rotate_signing_key(db, server_key, random, now).await.map(|_| ()) }
}

/// Refuses a database that servers may share when its key is not one of this server's key and nobody has said which that is: servers
/// with different keys would replace each other's.
///
/// # Errors
/// One sentence that says what to set.
pub async fn check_server_key(db: &Db, config: &Config, server_key: &[u8; 32]) -> Result<(), String> {
    let (DatabaseUrl::Postgres(_), None) = (config.database(), &config.secret_file) else { return Ok(()) };
    let current = async { signing_key::current(&mut db.read().await?).await };
    let current = current.await.map_err(|_| "VET2B_DATABASE_URL: cannot read the signing keys".to_owned())?;
    match current {
        Some(key) if of(server_key, &key).is_none() => Err(
            "VET2B_SECRET_FILE: the database was used with another server key; set the file of that key, the same for \
             all servers of the database, or of the new one to begin a new signing key"
                .to_owned(),
        ),
        _ => Ok(()),
    }
}

/// A new key signs from now on, in a running server too. Gives it.
///
/// # Errors
/// The database's.
pub async fn rotate_signing_key(
    db: &Db,
    server_key: &[u8; 32],
    random: &dyn Random,
    now: Timestamp,
) -> Outcome<Signer> {
    let nonce = hex(&random.bytes::<32>());
    let signer = Signer::derive(server_key, &nonce).ok_or_else(|| Failure::internal("no key can be derived"))?;
    let (id, public) = (signer.id(), signer.public());
    transact!(db, async |tx| { Ok(signing_key::replace(tx, id, &nonce, &public, now).await?) })?;
    self::signer(&mut db.read().await?, server_key).await
}

/// The key that signs now.
///
/// # Errors
/// The database's; 500 when there is none that this server's key can make.
pub(super) async fn signer(conn: &mut Conn, server_key: &[u8; 32]) -> Outcome<Signer> {
    let key = signing_key::current(conn).await?;
    key.and_then(|key| of(server_key, &key)).ok_or_else(|| Failure::internal("the signing key is not this server's"))
}

/// The key, if this server's key makes the same one.
fn of(server_key: &[u8; 32], key: &signing_key::SigningKey) -> Option<Signer> {
    Signer::derive(server_key, &key.nonce).filter(|signer| signer.public() == key.public)
}
