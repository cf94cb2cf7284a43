//! Messages to the controller.

use contract::{account::Receipt, path, portal::Contact};

use super::{Answer, post};

/// Sends a message; answers with its reference.
pub fn contact(form: Contact) -> Answer<Receipt> {
    post(path::CONTACT, &form)
}
