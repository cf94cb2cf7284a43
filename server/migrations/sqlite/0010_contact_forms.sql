-- By what a contact form is known that is sent twice, as by a double click: a keyed hash of all that was typed, for some minutes, and
-- the reference of the message or request that it became.
create table contact_form (
    key text not null primary key,
    reference text not null,
    at integer not null
) strict;

create index contact_form_by_age on contact_form (at);
