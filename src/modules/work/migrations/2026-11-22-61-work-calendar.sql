-- A person's address of the own calendar: whoever holds it reads titles and dates, nothing else. Kept as a hash; ends when its owner says so.

create table work.calendar_link (
  link_id int generated always as identity primary key,
  account_id int not null references people.account,
  district_id int not null references people.org,
  lang text not null check (lang in ('en', 'es')),
  token_hash text not null unique,
  made_at timestamptz not null,
  ended_at timestamptz
);
-- One that counts for each person.
create unique index on work.calendar_link (account_id) where ended_at is null;
grant select, insert, update on work.calendar_link to throughline_app;
alter table work.calendar_link enable row level security;
alter table work.calendar_link force row level security;
create policy calendar_own on work.calendar_link
  using (account_id = (select platform.scope_actor()) and district_id = any ((select platform.scope_districts())::int[]));
-- A program that brings the address sees the one row of that address and nothing else.
create policy calendar_brought on work.calendar_link for select
  using (token_hash = nullif(current_setting('throughline.calendar_link', true), ''));
