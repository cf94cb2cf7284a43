//! Messages to the controller.

use contract::{account::Receipt, path, portal::Contact};

use super::{ApiError, post};

/// Sends a message; answers with its reference.
pub async fn contact(form: Contact) -> Result<Receipt, ApiError> {
    post(path::CONTACT, &form).await
}
