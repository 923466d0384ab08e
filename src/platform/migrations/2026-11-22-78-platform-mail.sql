-- Mail that was promised: a row is written in the transaction that decides on it, and sent by the worker. At least once: a process that dies between
-- the server's answer and the mark sends it again, under the same Message-ID.

create table platform.mail (
  mail_id bigint generated always as identity primary key,
  district_id int not null,
  account_id int not null,
  -- what it is, once for each district: digest/2026-11-20/12
  key text not null,
  message_id text not null unique,
  lang text not null,
  -- emptied when it was sent or given up: nothing that people read is kept
  recipient text not null,
  subject text not null,
  plain text not null,
  html text not null,
  unsubscribe text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'failed')),
  attempts int not null default 0,
  made_at timestamptz not null,
  next_at timestamptz not null,
  -- after this it is of no use
  until timestamptz not null,
  taken_at timestamptz,
  ended_at timestamptz,
  -- of the server's answer, or of what went wrong: smtp-550, smtp-timedout
  code text not null default '',
  unique (district_id, key)
);
create index on platform.mail (district_id, next_at) where state in ('waiting', 'sending');
create index on platform.mail (account_id, mail_id);
grant select, insert, update, delete on platform.mail to throughline_app;
alter table platform.mail enable row level security;
alter table platform.mail force row level security;
create policy mail_by_system on platform.mail using ((select platform.by_system()) and district_id = any ((select platform.scope_districts())::int[]));
create policy mail_own on platform.mail for select using (account_id = (select platform.scope_actor()));
