-- Requests about one's own data (GDPR art. 12 to 22, 77), what happened to each, and what was disclosed to whom.
-- Days are ISO 8601 in the portal's time zone.

-- Of an account, or of whoever proved an address: then `account_id` is null and `email_key` is not. `about_key` names the account
-- that a guardian reports. `receipt_hash` is of the code that shows it without an account. `key` is the browser's name for the form.
create table request (
    id text not null primary key,
    reference text not null unique,
    account_id text references account (id) on delete cascade,
    name text not null,
    email text not null,
    email_key text,
    lang text not null check (lang in ('lv', 'en')),
    kind text not null,
    concern text not null,
    words text not null,
    about text not null,
    about_key text,
    state text not null,
    by_portal integer not null check (by_portal in (0, 1)),
    received_at integer not null,
    received_on text not null,
    extension integer not null default 0 check (extension between 0 and 2),
    paused_days integer not null default 0 check (paused_days >= 0),
    asked_on text,
    due_on text not null,
    closed_at integer,
    assignee text,
    refusal_by text,
    refusal_reason text,
    reminded integer,
    receipt_hash text unique,
    key text
) strict;

create index request_by_account on request (account_id, received_at, id);
create index request_by_email on request (email_key, received_at);
create index request_by_about on request (about_key) where about_key is not null;
create index request_by_due on request (due_on, id) where closed_at is null;
create index request_by_end on request (closed_at) where closed_at is not null;
create unique index request_by_key on request (account_id, key) where key is not null;
-- What the portal works on by itself it does once at a time; what a person asks in words is each time another matter.
create unique index request_one_open on request (account_id, kind) where kind in ('access', 'erasure') and by_portal = 1 and closed_at is null;

-- `number` orders what happened in the same instant. `staff` is the name of whoever acted for the consortium, `assignee` of whom it was
-- given to; neither is for the person's eyes.
create table request_event (
    id text not null primary key,
    request_id text not null references request (id) on delete cascade,
    number integer not null,
    at integer not null,
    day text not null,
    kind text not null,
    actor text not null,
    staff text,
    assignee text,
    reason text not null
) strict;

create index request_event_by_request on request_event (request_id, number, id);

-- What somebody without an account has typed and not confirmed yet by the mailed code.
create table request_claim (
    id text not null primary key,
    code_hash text not null unique,
    form_key text not null unique,
    email_key text not null,
    about_key text,
    draft text not null,
    created_at integer not null,
    expires_at integer not null
) strict;

create index request_claim_by_email on request_claim (email_key);
create index request_claim_by_about on request_claim (about_key) where about_key is not null;
create index request_claim_by_expiry on request_claim (expires_at);

create table disclosure (
    id text not null primary key,
    account_id text not null references account (id) on delete cascade,
    at integer not null,
    recipient text not null,
    ground text not null,
    reason text not null,
    staff text not null
) strict;

create index disclosure_by_account on disclosure (account_id, at, id);

-- Disclosures that a law forbids to tell the person of; `law` names it.
create table sealed_disclosure (
    id text not null primary key,
    account_id text not null references account (id) on delete cascade,
    at integer not null,
    recipient text not null,
    ground text not null,
    reason text not null,
    law text not null,
    staff text not null
) strict;

create index sealed_disclosure_by_account on sealed_disclosure (account_id, at, id);
