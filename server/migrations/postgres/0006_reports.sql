-- 1: whoever filed this guardian's report is erased. The report is a duty towards the child and stays until it is closed and answered;
-- then it goes, too.
alter table request add column until_closed bigint not null default 0 check (until_closed in (0, 1));
create index request_until_closed on request (closed_at) where until_closed = 1;
-- Exports that came to nothing have no time until which they can be downloaded, and go by when they were asked for.
create index export_without_end on export (requested_at) where expires_at is null;
