use axum::Json;
use contract::path;
use contract::privacy::{Provider, ProviderReport, RecipientTask};
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::SignedIn;
use crate::problem::Outcome;
use crate::state::State;
use crate::store;
use crate::store::recipient::Holds;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get))
}

/// The register of recipients with what each holds of the person, since when, what it was told and how far it is with that.
#[utoipa::path(get, path = path::ME_RECIPIENTS, tag = "privacy", responses((status = 200, body = Vec<ProviderReport>)))]
async fn get(state: State, who: SignedIn) -> Outcome<Json<Vec<ProviderReport>>> {
    let conn = &mut state.db().read().await?;
    let all = store::recipient::of_account(conn, &who.account_id).await?;
    let others = store::recipient::holds(conn, &who.account_id).await?;
    let report = |provider: &Provider| {
        let tasks: Vec<_> =
            all.iter().filter(|told| told.provider == *provider).map(|told| told.task.clone()).collect();
        let configured = state.uses(*provider);
        let since = since(*provider, configured, &tasks, &others);
        ProviderReport { provider: *provider, configured, holds: since.is_some(), since, tasks }
    };
    Ok(Json(Provider::ALL.iter().map(report).collect()))
}

/// Since when a recipient holds something of the person; none when it does not, as far as the portal knows.
fn since(provider: Provider, configured: bool, tasks: &[RecipientTask], others: &Holds) -> Option<Timestamp> {
    match provider {
        Provider::MailProvider => others.mail_since.filter(|_| configured),
        // What it has counted stays with it, whatever is withdrawn or switched off here.
        Provider::GoogleAnalytics => others.statistics_since,
        // Who sends no more may hold the address still, if only so as not to send: it goes with the word to erase, and so does the account.
        Provider::Mailchimp | Provider::Campayn => tasks.iter().filter_map(|task| task.told_at).min(),
    }
}

#[cfg(test)]
mod tests {
    use contract::privacy::{RecipientAction, RecipientState};

    use super::*;

    fn task(action: RecipientAction, state: RecipientState, at: i64) -> RecipientTask {
        let told_at = (state != RecipientState::Queued).then_some(Timestamp(at));
        RecipientTask { action, state, requested_at: Timestamp(at), told_at, ended_at: None }
    }

    #[test]
    fn a_recipient_holds_what_it_was_ever_told_also_when_it_sends_no_more() {
        use RecipientAction::{Subscribe, Unsubscribe};
        use RecipientState::{Executed, Queued};
        let since = |tasks: &[RecipientTask]| super::since(Provider::Campayn, true, tasks, &Holds::default());
        assert_eq!(since(&[]), None);
        assert_eq!(since(&[task(Subscribe, Queued, 1)]), None, "it was not told yet");
        assert_eq!(since(&[task(Subscribe, Executed, 1)]), Some(Timestamp(1)));
        let left = [task(Unsubscribe, Executed, 2), task(Subscribe, Executed, 1)];
        assert_eq!(since(&left), Some(Timestamp(1)));
    }
}
