-- Reminders: what each person chose, the rule of each district as data, and that a person was looked after on a day.

create table work.reminder_choice (
  account_id int not null references people.account,
  district_id int not null references people.org,
  rhythm text not null check (rhythm in ('daily', 'weekly', 'none')),
  hour smallint not null check (hour between 0 and 23),
  lang text not null check (lang in ('en', 'es')),
  version int not null default 1,
  primary key (account_id, district_id)
);
grant select, insert, update on work.reminder_choice to throughline_app;
alter table work.reminder_choice enable row level security;
alter table work.reminder_choice force row level security;
create policy reminder_choice_own on work.reminder_choice
  using (account_id = (select platform.scope_actor()) and district_id = any ((select platform.scope_districts())::int[]));
create policy reminder_choice_by_system on work.reminder_choice for select
  using ((select platform.by_system()) and district_id = any ((select platform.scope_districts())::int[]));

-- Hours, days off, when a leader is told, what a mail may say and what its links may do: visible to all who take part in the work.
create table work.reminder_rule (
  district_id int primary key references people.org,
  rule jsonb not null,
  version int not null default 1
);
grant select, insert, update on work.reminder_rule to throughline_app;
alter table work.reminder_rule enable row level security;
alter table work.reminder_rule force row level security;
create policy reminder_rule_inside on work.reminder_rule using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_reminder_rule on platform.change for select
  using (object = 'work.reminder_rule' and org_id = any ((select platform.scope_inside())::int[]));

-- One row a person, district and day: never two mails of one district, and none of two districts keeps the other's back.
create table work.reminder_day (
  account_id int not null references people.account,
  day date not null,
  district_id int not null references people.org,
  -- false: there was nothing to say
  mailed boolean not null,
  primary key (account_id, district_id, day)
);
create index on work.reminder_day (district_id, day);
grant select, insert, delete on work.reminder_day to throughline_app;
alter table work.reminder_day enable row level security;
alter table work.reminder_day force row level security;
create policy reminder_day_by_system on work.reminder_day
  using ((select platform.by_system()) and district_id = any ((select platform.scope_districts())::int[]));

-- A link of a mail that did its one thing. Kept as a hash.
create table work.link_used (
  token_hash text primary key,
  account_id int not null references people.account,
  district_id int not null references people.org,
  item_id int not null references work.item,
  -- the version that it made
  version int not null,
  used_at timestamptz not null
);
grant select, insert on work.link_used to throughline_app;
alter table work.link_used enable row level security;
alter table work.link_used force row level security;
create policy link_used_own on work.link_used
  using (account_id = (select platform.scope_actor()) and district_id = any ((select platform.scope_districts())::int[]));
-- Whoever brings the link sees that it was used, and nothing else.
create policy link_used_brought on work.link_used for select
  using (token_hash = nullif(current_setting('throughline.mail_link', true), ''));
