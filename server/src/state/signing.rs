use contract::time::Timestamp;

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
