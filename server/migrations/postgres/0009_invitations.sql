-- Invitations to administer an organisation too: codes sent by mail, each bound to the organisation and to the address that it went
-- to; one for each address that somebody invites, the newest. Accepted, the row is gone.
create table invitation (
    account_id text not null references account (id) on delete cascade,
    organisation_id text not null references organisation (id) on delete cascade,
    email text not null,
    email_key text not null,
    hash text not null unique,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (account_id, email_key)
);

create index invitation_by_address on invitation (email_key);
create index invitation_by_organisation on invitation (organisation_id);
create index invitation_by_expiry on invitation (expires_at);
