-- The whole store, first version. The same tables as in ../sqlite, kept equal by a test.
-- Ids are UUIDs (version 7) as text; instants are microseconds since 1970 in UTC; yes and no are 1 and 0;
-- an empty text is "not given"; an e-mail key is the address in lower case, for comparing.
-- What a column holds about a person is declared in src/store/catalogue.rs; a test fails for an undeclared one.

create table organisation (
    id text not null primary key,
    kind text not null check (kind in ('company', 'school')),
    name text not null,
    country text not null,
    region text not null,
    city text not null,
    street text not null,
    postcode text not null,
    registration_number text not null,
    oid text not null,
    created_at bigint not null
);

create table account (
    id text not null primary key,
    email text not null,
    email_key text not null constraint account_email_key_unique unique,
    name text not null,
    surname text not null,
    phone text not null,
    lang text not null check (lang in ('lv', 'en')),
    password_hash text not null,
    created_at bigint not null,
    email_changed_at bigint,
    pending_email text,
    newsletter bigint not null default 0 check (newsletter in (0, 1))
);

-- Addresses that were the account's before: messages sent from them until then are the person's too, and go with the account.
create table former_email (
    account_id text not null references account (id) on delete cascade,
    until bigint not null,
    email text not null,
    email_key text not null,
    primary key (account_id, until)
);

create index former_email_by_email on former_email (email_key, until);

create table member (
    account_id text not null primary key references account (id) on delete cascade,
    organisation_id text not null references organisation (id) on delete cascade,
    role text not null
);

create index member_by_organisation on member (organisation_id);

-- A registration that waits for its confirmation: 48 hours. The draft holds the password's hash, never the password.
create table registration (
    id text not null primary key,
    token_hash text not null unique,
    email_key text not null,
    draft text not null,
    lang text not null check (lang in ('lv', 'en')),
    created_at bigint not null,
    expires_at bigint not null
);

create index registration_by_email on registration (email_key);
create index registration_by_expiry on registration (expires_at);

create table session (
    id text not null primary key,
    token_hash text not null unique,
    account_id text not null references account (id) on delete cascade,
    created_at bigint not null,
    last_seen_at bigint not null,
    authenticated_at bigint not null,
    device text not null,
    network text not null
);

create index session_by_account on session (account_id, last_seen_at);
create index session_by_age on session (created_at);
create index session_by_use on session (last_seen_at);

-- Codes sent by mail: `recovery`, `email_change` (value: the new address), `erasure_cancel`, `newsletter`.
create table token (
    id text not null primary key,
    hash text not null unique,
    purpose text not null check (purpose in ('recovery', 'email_change', 'erasure_cancel', 'newsletter')),
    account_id text not null references account (id) on delete cascade,
    value text not null default '',
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create index token_by_account on token (account_id, purpose);
create index token_by_expiry on token (expires_at);

-- Wrong passwords; the key is a keyed hash of the address that was tried, known or not.
create table sign_in_failure (
    id text not null primary key,
    key text not null,
    at bigint not null
);

create index sign_in_failure_by_key on sign_in_failure (key, at);
create index sign_in_failure_by_time on sign_in_failure (at);

-- The network (shortened) stays thirty days, the entry as long as the account.
create table activity (
    id text not null primary key,
    account_id text not null references account (id) on delete cascade,
    at bigint not null,
    kind text not null,
    actor text not null,
    device text not null,
    network text
);

create index activity_by_account on activity (account_id, id);
create index activity_with_network on activity (at) where network is not null;

-- Jobs. `payload` becomes '' and `recipient` null once done. No foreign key: the eraser's own job outlives the account.
-- `recipient` is the e-mail key that a mail goes to, also where there is no account yet.
create table outbox (
    id text not null primary key,
    kind text not null,
    payload text not null,
    recipient text,
    account_id text,
    run_at bigint not null,
    attempts bigint not null default 0,
    lease_until bigint not null default 0,
    leased_by text,
    done_at bigint,
    dead_at bigint,
    last_error text,
    created_at bigint not null
);

create index outbox_due on outbox (run_at) where done_at is null and dead_at is null;
create index outbox_done on outbox (done_at) where done_at is not null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;
create index outbox_by_account on outbox (account_id) where account_id is not null;
create index outbox_by_recipient on outbox (recipient) where recipient is not null;

create table contact_message (
    id text not null primary key,
    reference text not null unique,
    topic text not null,
    name text not null,
    email text not null,
    email_key text not null,
    message text not null,
    lang text not null check (lang in ('lv', 'en')),
    created_at bigint not null
);

create index contact_message_by_email on contact_message (email_key);
create index contact_message_by_age on contact_message (created_at);

-- A wish for the newsletter that waits for its confirmation by mail: 24 hours. `words_sha256`: what stood beside the button.
create table newsletter_request (
    account_id text not null primary key references account (id) on delete cascade,
    requested_at bigint not null,
    expires_at bigint not null,
    policy_version text not null,
    text_sha256 text not null,
    words_sha256 text not null,
    lang text not null check (lang in ('lv', 'en'))
);

create index newsletter_request_by_expiry on newsletter_request (expires_at);

-- Newsletter consent: given or withdrawn; when it was asked for and since when it holds (`at`), under which policy text, with
-- which words beside the box or button.
create table newsletter_change (
    id text not null primary key,
    account_id text not null references account (id) on delete cascade,
    granted bigint not null check (granted in (0, 1)),
    requested_at bigint not null,
    at bigint not null,
    policy_version text not null,
    text_sha256 text not null,
    words_sha256 text not null,
    lang text not null check (lang in ('lv', 'en'))
);

create index newsletter_change_by_account on newsletter_change (account_id, at, id);

-- Every policy text that was ever shown, as it was. Immutable.
create table policy_version (
    document text not null,
    version text not null,
    lang text not null check (lang in ('lv', 'en')),
    sha256 text not null,
    effective text not null,
    source text not null,
    first_seen_at bigint not null,
    primary key (document, version, lang)
);

-- What happened between a person and a version: told, shown, accepted or declined; a new purpose of it (`clause`) allowed or refused.
create table policy_record (
    id text not null primary key,
    account_id text not null references account (id) on delete cascade,
    event text not null,
    version text not null,
    lang text not null check (lang in ('lv', 'en')),
    clause text not null,
    sha256 text not null,
    at bigint not null
);

create index policy_record_by_account on policy_record (account_id, version, at, id);
create unique index policy_record_once on policy_record (account_id, version, lang, event) where event in ('told', 'shown');

-- The cookie decisions of all devices under random names: a chain of hashes to which is only ever added.
create table consent_record (
    number bigint not null primary key,
    subject text not null,
    preferences bigint not null check (preferences in (0, 1)),
    preferences_version bigint not null,
    statistics bigint not null check (statistics in (0, 1)),
    statistics_version bigint not null,
    how text not null,
    lang text not null check (lang in ('lv', 'en')),
    text text not null,
    at bigint not null,
    expires_at bigint not null,
    previous_hash text not null,
    hash text not null unique
);

create index consent_record_by_subject on consent_record (subject, number);

-- The chain's last link: one row, whose update makes writers wait for one another on both engines.
create table consent_head (
    id bigint not null primary key check (id = 1),
    number bigint not null,
    hash text not null
);

insert into consent_head (id, number, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- The exact words that were shown when a decision was taken, by their hash. Immutable.
create table consent_text (
    sha256 text not null primary key,
    lang text not null check (lang in ('lv', 'en')),
    words text not null,
    first_seen_at bigint not null
);

-- The keys that receipts and checkpoints are signed with. The secret half is made of the server's key and the nonce.
create table signing_key (
    id text not null primary key,
    nonce text not null,
    public text not null,
    created_at bigint not null,
    replaced_at bigint
);

-- One signs at a time.
create unique index signing_key_current on signing_key ((replaced_at is null)) where replaced_at is null;

-- The chain's end at some moment, signed: whoever keeps a copy can prove later that nothing before it was altered.
create table consent_checkpoint (
    number bigint not null primary key,
    hash text not null,
    at bigint not null,
    key_id text not null references signing_key (id),
    signature text not null
);

-- What a device allows now, and whose account it was last used with: what the ledger must not say.
create table consent_device (
    subject text not null primary key,
    statistics bigint not null check (statistics in (0, 1)),
    account_id text references account (id) on delete set null,
    changed_at bigint not null
);

create index consent_device_by_account on consent_device (account_id);
create index consent_device_by_age on consent_device (changed_at);

-- The choice of a person who was signed in: on their other devices the stricter of both holds until they choose there.
create table account_consent (
    account_id text not null primary key references account (id) on delete cascade,
    preferences bigint not null check (preferences in (0, 1)),
    preferences_version bigint not null,
    statistics bigint not null check (statistics in (0, 1)),
    statistics_version bigint not null,
    at bigint not null
);

create index account_consent_by_age on account_consent (at);

-- The portal's own statistics, one row for a device, day and page; only while the device allows them.
create table usage (
    subject text not null references consent_device (subject) on delete cascade,
    day text not null,
    path text not null,
    device text not null,
    network text not null,
    visits bigint not null,
    seconds bigint not null,
    primary key (subject, day, path, device, network)
);

create index usage_by_day on usage (day);

create table export (
    id text not null primary key,
    account_id text not null references account (id) on delete cascade,
    state text not null check (state in ('queued', 'running', 'ready', 'failed', 'expired')),
    lang text not null check (lang in ('lv', 'en')),
    done bigint not null default 0,
    categories bigint not null,
    bytes bigint,
    sha256 text,
    error text,
    requested_at bigint not null,
    ready_at bigint,
    expires_at bigint,
    downloaded_at bigint
);

create index export_by_account on export (account_id, requested_at, id);
create index export_by_expiry on export (expires_at) where expires_at is not null;
-- One at a time: a second request finds the first one instead.
create unique index export_one_running on export (account_id) where state in ('queued', 'running');

create table export_chunk (
    export_id text not null references export (id) on delete cascade,
    n bigint not null,
    bytes bytea not null,
    primary key (export_id, n)
);

create table erasure (
    id text not null primary key,
    reference text not null unique,
    account_id text not null constraint erasure_account_id_once unique references account (id) on delete cascade,
    requested_at bigint not null,
    due_at bigint not null,
    state text not null check (state in ('waiting', 'running'))
);

create index erasure_by_due on erasure (due_at);

-- A keyed hash of an erased account's id: lets erasures be repeated after a restore. No personal data.
create table tombstone (
    hash text not null primary key,
    at bigint not null
);

create function refuse_change() returns trigger as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$ language plpgsql;

create trigger consent_record_no_change before update or delete on consent_record
for each row execute function refuse_change();

create trigger consent_record_no_truncate before truncate on consent_record
for each statement execute function refuse_change();

create trigger policy_version_no_change before update or delete on policy_version
for each row execute function refuse_change();

create trigger policy_version_no_truncate before truncate on policy_version
for each statement execute function refuse_change();

create trigger consent_text_no_change before update or delete on consent_text
for each row execute function refuse_change();

create trigger consent_text_no_truncate before truncate on consent_text
for each statement execute function refuse_change();

create trigger consent_checkpoint_no_change before update or delete on consent_checkpoint
for each row execute function refuse_change();

create trigger consent_checkpoint_no_truncate before truncate on consent_checkpoint
for each statement execute function refuse_change();
