-- Restriction and objection by purpose (GDPR art. 18, 21), and what recipients are told about people (art. 19).

-- What a person has set against a purpose; lifted, the row is gone. Every query that works for a purpose looks here.
create table processing_limit (
    account_id text not null references account (id) on delete cascade,
    purpose text not null,
    kind text not null check (kind in ('restricted', 'objected')),
    at bigint not null,
    primary key (account_id, purpose, kind)
);

-- Messages that were not passed on because their sender has limited support; passed on when the limit is lifted.
create table held_message (
    message_id text not null primary key references contact_message (id) on delete cascade,
    at bigint not null
);

-- What a recipient is to be told, and how far it is. The id is the idempotency key. No foreign key: the word to erase outlives the
-- account, without its id and with the address sealed, until the recipient has done it. `busy_until`: somebody is telling it now.
-- `since`: tries are counted from then: when it was made, or when an operator had it tried anew.
create table recipient_task (
    id text not null primary key,
    account_id text,
    reference text not null,
    recipient text not null,
    action text not null,
    sealed text not null default '',
    state text not null,
    attempts bigint not null default 0,
    busy_until bigint not null default 0,
    next_at bigint,
    last_error text,
    created_at bigint not null,
    since bigint not null,
    told_at bigint,
    ended_at bigint
);

create index recipient_task_by_account on recipient_task (account_id, recipient) where account_id is not null;
create index recipient_task_by_reference on recipient_task (reference);
create index recipient_task_open on recipient_task (next_at) where ended_at is null;
create index recipient_task_ended on recipient_task (ended_at) where ended_at is not null;
