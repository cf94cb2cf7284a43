use contract::privacy::Provider;

use super::*;

const START: Timestamp = Timestamp(1_795_348_800_000_000);

fn task(state: RecipientState, attempts: i64) -> Task {
    Task {
        id: "t".into(),
        account_id: None,
        reference: "R".into(),
        recipient: Provider::Mailchimp,
        action: RecipientAction::Erase,
        sealed: String::new(),
        state,
        attempts,
        created_at: START,
        since: START,
    }
}

#[test]
fn waits_double_and_last_about_a_day() {
    let (mut now, mut tries) = (START, 0);
    loop {
        tries += 1;
        let noted = next(&task(RecipientState::Queued, tries), &Err(ConnectorError::Unreachable), now);
        let Some(at) = noted.next_at else {
            assert_eq!(noted.state, RecipientState::Failed);
            break;
        };
        assert_eq!(noted.state, RecipientState::Queued, "it was not told");
        now = at;
    }
    assert_eq!(tries, MOST_TRIES);
    let hours = (now.seconds() - START.seconds()) / 3600;
    assert!((18..36).contains(&hours), "{hours}");
}

#[test]
fn a_refusal_is_final_and_forbidding_is_after_a_few_tries() {
    let refused = next(&task(RecipientState::Queued, 1), &Err(ConnectorError::Refused(404)), START);
    assert_eq!((refused.state, refused.next_at), (RecipientState::Failed, None));
    let forbidden = |tries| next(&task(RecipientState::Queued, tries), &Err(ConnectorError::Forbidden), START).state;
    assert_eq!([1, 2, 3, 4].map(forbidden).map(|state| state == RecipientState::Failed), [false, false, false, true]);
}

#[test]
fn who_is_busy_says_for_how_long_up_to_a_day() {
    let wait = |seconds| {
        let noted = next(&task(RecipientState::Queued, 1), &Err(ConnectorError::Busy(seconds)), START);
        noted.next_at.unwrap().seconds() - START.seconds()
    };
    assert_eq!([None, Some(5), Some(7200), Some(i64::MAX)].map(wait), [60, 60, 7200, DAY]);
}

#[test]
fn what_was_taken_on_is_asked_for_until_there_is_proof() {
    let told =
        |state, attempts, days| next(&task(state, attempts), &Ok(Answer::Acknowledged), START.plus_seconds(days * DAY));
    let first = told(RecipientState::Queued, 1, 0);
    assert_eq!((first.state, first.next_at), (RecipientState::Acknowledged, Some(START.plus_seconds(3600))));
    assert_eq!(told(RecipientState::Acknowledged, 9, 7).state, RecipientState::WaitingForProof);
    assert_eq!(told(RecipientState::WaitingForProof, 30, 30).state, RecipientState::Failed);
    let anew = Task { since: START.plus_seconds(40 * DAY), ..task(RecipientState::Queued, 1) };
    let noted = next(&anew, &Err(ConnectorError::Unreachable), START.plus_seconds(40 * DAY));
    assert_eq!(noted.state, RecipientState::Queued, "an operator's new try has all its time");
    let away =
        next(&task(RecipientState::Acknowledged, 40), &Err(ConnectorError::Unreachable), START.plus_seconds(DAY));
    assert_eq!(away.state, RecipientState::Acknowledged, "a failure takes no answer back, nor is it the last try");
    let done = next(&task(RecipientState::WaitingForProof, 40), &Ok(Answer::Executed), START);
    assert_eq!((done.state, done.next_at), (RecipientState::Executed, None));
}
