use axum::Json;
use contract::path;
use contract::privacy::{Provider, ProviderReport, RecipientAction, RecipientState, RecipientTask};
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
        let tasks: Vec<_> = all.iter().filter(|(of, _)| of == provider).map(|(_, task)| task.clone()).collect();
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
        Provider::GoogleAnalytics => others.statistics_since.filter(|_| configured),
        // It may hold what it was ever told, until it says that it has let go of it.
        Provider::Mailchimp | Provider::Campayn => {
            let ends = |task: &&RecipientTask| {
                task.state == RecipientState::Executed
                    && matches!(task.action, RecipientAction::Unsubscribe | RecipientAction::Erase)
            };
            // The newest come first: what was told since it last let go.
            let held = tasks.iter().take_while(|task| !ends(task)).filter_map(|task| task.told_at);
            held.min()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(action: RecipientAction, state: RecipientState, at: i64) -> RecipientTask {
        let told_at = (state != RecipientState::Queued).then_some(Timestamp(at));
        RecipientTask { action, state, requested_at: Timestamp(at), told_at, ended_at: None }
    }

    #[test]
    fn a_recipient_holds_what_it_was_told_until_it_has_let_go() {
        use RecipientAction::{Subscribe, Unsubscribe};
        use RecipientState::{Acknowledged, Executed, Queued};
        let since = |tasks: &[RecipientTask]| super::since(Provider::Campayn, true, tasks, &Holds::default());
        assert_eq!(since(&[]), None);
        assert_eq!(since(&[task(Subscribe, Queued, 1)]), None, "it was not told yet");
        assert_eq!(since(&[task(Subscribe, Executed, 1)]), Some(Timestamp(1)));
        let left = [task(Unsubscribe, Acknowledged, 2), task(Subscribe, Executed, 1)];
        assert_eq!(since(&left), Some(Timestamp(1)), "it says that it will");
        let left = [task(Unsubscribe, Executed, 2), task(Subscribe, Executed, 1)];
        assert_eq!(since(&left), None);
        let back = [task(Subscribe, Executed, 3), task(Unsubscribe, Executed, 2), task(Subscribe, Executed, 1)];
        assert_eq!(since(&back), Some(Timestamp(3)));
    }
}
