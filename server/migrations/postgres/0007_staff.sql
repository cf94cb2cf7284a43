-- What staff do beyond the steps of a request.

-- Somebody of the staff wants to remove a child's account, and another must confirm it. Goes with the report, and with the account.
create table removal (
    request_id text not null primary key references request (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    staff text not null,
    reason text not null,
    at bigint not null
);

create index removal_by_account on removal (account_id);

-- Who of the staff read records of disclosures, or had a recipient told anew: what no request records. `task` is the recipient's.
create table staff_act (
    id text not null primary key,
    at bigint not null,
    staff text not null,
    act text not null check (act in ('disclosures_read', 'recipient_retried')),
    account_id text references account (id) on delete cascade,
    task text not null,
    reason text not null
);

create index staff_act_by_account on staff_act (account_id) where account_id is not null;
create index staff_act_by_age on staff_act (at) where account_id is null;
