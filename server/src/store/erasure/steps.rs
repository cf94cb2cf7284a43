use contract::privacy::Holding;

use crate::store::catalogue::{Owner, is_open_report, of_account_devices, requested_by_account, sent_by_account};

/// What is done to one holding.
#[derive(Debug)]
pub struct Step {
    /// which
    pub holding: Holding,
    /// what its rows are found by, as `$1`
    pub by: Owner,
    /// counts them
    pub count: &'static str,
    /// deletes them, with what hangs on them before: the last one deletes what `count` counts
    pub erase: &'static [&'static str],
}

/// Every step, in order. The account itself comes last, in one transaction with its mark: until then a run that was cut short
/// finds everything that it needs to begin again.
pub const STEPS: &[Step] = &[
    Step {
        holding: Holding::Sessions,
        by: Owner::Account("account_id"),
        count: "select count(*) from session where account_id = $1",
        erase: &["delete from session where account_id = $1"],
    },
    Step {
        holding: Holding::Tokens,
        by: Owner::Account("account_id"),
        count: "select count(*) from token where account_id = $1",
        erase: &["delete from token where account_id = $1"],
    },
    Step {
        holding: Holding::Exports,
        by: Owner::Account("account_id"),
        count: "select count(*) from export where account_id = $1",
        erase: &[
            "delete from export_chunk where export_id in (select id from export where account_id = $1)",
            "delete from export where account_id = $1",
        ],
    },
    Step {
        holding: Holding::Activity,
        by: Owner::Account("account_id"),
        count: "select count(*) from activity where account_id = $1",
        erase: &["delete from activity_head where account_id = $1", "delete from activity where account_id = $1"],
    },
    Step {
        holding: Holding::Newsletter,
        by: Owner::Account("account_id"),
        count: "select count(*) from newsletter_change where account_id = $1",
        erase: &["delete from newsletter_change where account_id = $1"],
    },
    Step {
        holding: Holding::Newsletter,
        by: Owner::Account("account_id"),
        count: "select count(*) from newsletter_request where account_id = $1",
        erase: &["delete from newsletter_request where account_id = $1"],
    },
    Step {
        holding: Holding::PolicyRecords,
        by: Owner::Account("account_id"),
        count: "select count(*) from policy_record where account_id = $1",
        erase: &["delete from policy_record where account_id = $1"],
    },
    // The ledger names no account; with the devices goes what could have led from the account to it.
    Step {
        holding: Holding::Usage,
        by: Owner::Device,
        count: concat!("select count(*) from usage where ", of_account_devices!()),
        erase: &[concat!("delete from usage where ", of_account_devices!())],
    },
    Step {
        holding: Holding::CookieChoices,
        by: Owner::Account("account_id"),
        count: "select count(*) from consent_device where account_id = $1",
        erase: &["delete from consent_device where account_id = $1"],
    },
    Step {
        holding: Holding::CookieChoices,
        by: Owner::Account("account_id"),
        count: "select count(*) from account_consent where account_id = $1",
        erase: &["delete from account_consent where account_id = $1"],
    },
    Step {
        holding: Holding::Messages,
        by: Owner::Sender,
        count: concat!("select count(*) from contact_message where ", sent_by_account!()),
        erase: &[concat!("delete from contact_message where ", sent_by_account!())],
    },
    Step {
        holding: Holding::SignInFailures,
        by: Owner::FailureKey("key"),
        count: "select count(*) from sign_in_failure where key = $1",
        erase: &["delete from sign_in_failure where key = $1"],
    },
    Step {
        holding: Holding::PendingRegistration,
        by: Owner::EmailKey("email_key"),
        count: "select count(*) from registration where email_key = $1",
        erase: &["delete from registration where email_key = $1"],
    },
    Step {
        holding: Holding::Requests,
        by: Owner::Requester("id"),
        count: concat!(
            "select count(*) from request where id",
            requested_by_account!(),
            " and not (",
            is_open_report!(),
            ")"
        ),
        erase: &[
            // Their own open reports about children are left until they are closed.
            concat!(
                "update request set until_closed = 1 where id",
                requested_by_account!(),
                " and ",
                is_open_report!()
            ),
            concat!(
                "delete from request_event where request_id in (select id from request where id",
                requested_by_account!(),
                " and not (",
                is_open_report!(),
                "))"
            ),
            concat!("delete from request where id", requested_by_account!(), " and not (", is_open_report!(), ")"),
        ],
    },
    // A guardian's report stays the guardian's, without a word about the child: of what was said, only why it was granted is left.
    Step {
        holding: Holding::Requests,
        by: Owner::EmailKey("about_key"),
        count: "select count(*) from request where about_key = $1",
        erase: &[
            "update request_event set reason = '' where request_id in (select id from request where about_key = $1) \
             and (kind <> 'decided' or request_id in (select id from request where about_key = $1 and state <> 'granted'))",
            "update request set words = '', about = '', refusal_reason = null, about_key = null where about_key = $1",
        ],
    },
    Step {
        holding: Holding::Requests,
        by: Owner::EmailKey("email_key"),
        count: "select count(*) from request_claim where email_key = $1",
        erase: &["delete from request_claim where email_key = $1"],
    },
    Step {
        holding: Holding::Requests,
        by: Owner::EmailKey("about_key"),
        count: "select count(*) from request_claim where about_key = $1",
        erase: &["delete from request_claim where about_key = $1"],
    },
    Step {
        holding: Holding::Disclosures,
        by: Owner::Account("account_id"),
        count: "select count(*) from disclosure where account_id = $1",
        erase: &["delete from disclosure where account_id = $1"],
    },
    // The eraser's own job stays until it is done, else a run that was cut short would never begin again.
    Step {
        holding: Holding::Mail,
        by: Owner::Account("account_id"),
        count: "select count(*) from outbox where account_id = $1 and kind <> 'erase'",
        erase: &["delete from outbox where account_id = $1 and kind <> 'erase'"],
    },
    Step {
        holding: Holding::Mail,
        by: Owner::EmailKey("recipient"),
        count: "select count(*) from outbox where recipient = $1",
        erase: &["delete from outbox where recipient = $1"],
    },
    // After the mails, so that a limit holds as long as something could be sent.
    Step {
        holding: Holding::Limits,
        by: Owner::Account("account_id"),
        count: "select count(*) from processing_limit where account_id = $1",
        erase: &["delete from processing_limit where account_id = $1"],
    },
    // What the account's recipients were told; the word to erase is another row, which names no account.
    Step {
        holding: Holding::RecipientTasks,
        by: Owner::Account("account_id"),
        count: "select count(*) from recipient_task where account_id = $1",
        erase: &["delete from recipient_task where account_id = $1"],
    },
    // Others may still be members; only the last one's organisation goes.
    Step {
        holding: Holding::Organisation,
        by: Owner::Account("account_id"),
        count: "select count(*) from member m where m.account_id = $1 and not exists \
                (select 1 from member o where o.organisation_id = m.organisation_id and o.account_id <> m.account_id)",
        erase: &[
            "delete from organisation where id in (select m.organisation_id from member m where m.account_id = $1 \
                  and not exists (select 1 from member o where o.organisation_id = m.organisation_id \
                  and o.account_id <> m.account_id))",
        ],
    },
    Step {
        holding: Holding::Account,
        by: Owner::Account("id"),
        count: "select count(*) from account where id = $1",
        erase: &[
            "delete from member where account_id = $1",
            "delete from former_email where account_id = $1",
            "delete from erasure where account_id = $1",
            // Counted with the account: a number of its own would tell what the law forbids to tell.
            "delete from sealed_disclosure where account_id = $1",
            // Runs that were given up.
            "delete from outbox where account_id = $1 and kind = 'erase' and dead_at is not null",
            "delete from account where id = $1",
        ],
    },
];

impl Step {
    /// Whether it belongs to the last transaction, with the account.
    pub const fn is_last(&self) -> bool {
        matches!(self.holding, Holding::Organisation | Holding::Account)
    }
}

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;

    use super::*;
    use crate::config::DatabaseUrl;
    use crate::store::{Db, rows};

    #[tokio::test]
    async fn no_step_reads_a_whole_table() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::Sqlite(folder.path().join("db.sqlite")), 2).await.unwrap();
        let conn = &mut db.read().await.unwrap();
        for sql in STEPS.iter().flat_map(|step| step.erase.iter().chain([&step.count])) {
            let explain = AssertSqlSafe(format!("explain query plan {sql}"));
            for (.., plan) in rows!(conn, (i64, i64, i64, String), explain, "key").unwrap() {
                assert!(!plan.starts_with("SCAN"), "{sql}: {plan}");
            }
        }
    }

    #[test]
    fn every_holding_that_is_deleted_has_a_step() {
        let kept = [
            Holding::ConsentLedger,
            Holding::Tombstone,
            Holding::FarewellMail,
            Holding::RecipientErasures,
            Holding::Certificate,
            Holding::GuardianReports,
        ];
        for holding in Holding::ALL {
            assert_ne!(STEPS.iter().any(|step| step.holding == *holding), kept.contains(holding), "{holding:?}");
        }
        assert!(
            STEPS.iter().rev().take(2).all(Step::is_last) && STEPS.iter().filter(|step| step.is_last()).count() == 2
        );
    }
}
