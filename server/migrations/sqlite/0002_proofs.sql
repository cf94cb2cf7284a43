-- Each entry of an activity log is chained to the account's entry before by its hash. The network is not part of it: it is
-- forgotten after thirty days. Entries from before the chain prove nothing, and no portal is in use yet.
delete from activity;
alter table activity add column number integer not null default 0;
alter table activity add column previous_hash text not null default '';
alter table activity add column hash text not null default '';
-- Why staff did it, as the person reads it.
alter table activity add column reason text not null default '';

create unique index activity_account_id_number_unique on activity (account_id, number);

-- The chain's last link: one row for an account, whose update makes writers wait for one another on both engines.
create table activity_head (
    account_id text not null primary key references account (id) on delete cascade,
    number integer not null,
    hash text not null
) strict;

-- Of an erasure, by holding: what the preview said when the person asked, what the steps counted right before they deleted, and
-- what they did delete. Goes with the request.
create table erasure_item (
    account_id text not null references erasure (account_id) on delete cascade,
    holding text not null,
    shown integer not null,
    foreseen integer not null,
    done integer not null,
    primary key (account_id, holding)
) strict;

-- Signed statements of what was erased, under the SHA-256 of a code that only the person has. No personal data.
create table certificate (
    code_hash text not null primary key,
    file text not null,
    at integer not null
) strict;
