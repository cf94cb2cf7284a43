//! Registering, signing in, and the account's own data.

mod activity;
mod confirm;
mod email;
mod enter;
mod invitation;
mod me;
mod password;
mod reauthenticate;
mod recover;
mod register;
mod session;
mod sessions;
mod wrong_password;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// The endpoints.
pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(session::show, session::sign_in, session::sign_out))
        .routes(routes!(reauthenticate::reauthenticate))
        .routes(routes!(register::register))
        .routes(routes!(register::send_again))
        .routes(routes!(confirm::confirm))
        .routes(routes!(recover::ask))
        .routes(routes!(recover::set))
        .routes(routes!(me::show))
        .routes(routes!(me::set_person))
        .routes(routes!(me::set_organisation))
        .routes(routes!(me::set_language))
        .routes(routes!(invitation::ask))
        .routes(routes!(invitation::show))
        .routes(routes!(invitation::accept))
        .routes(routes!(email::ask))
        .routes(routes!(email::confirm))
        .routes(routes!(password::set))
        .routes(routes!(activity::list))
        .routes(routes!(activity::file))
        .routes(routes!(sessions::list, sessions::end_all))
        .routes(routes!(sessions::end))
}
