-- Due items: what somebody answers for, and by when. One table for tasks of plans now, for duties, meetings and registers later.

create schema work;
grant usage on schema work to throughline_app;

create table work.item (
  item_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- the organization that it is about: an office, a school
  org_id int not null references people.org,
  kind text not null check (kind in ('task')),
  -- where it came from, unique within the district: plan:every-day-2026/s2-1-i-1
  source text not null,
  -- false once its source no longer lists it
  listed boolean not null default true,
  title jsonb not null,
  plan text,
  element text,
  code text,
  href text,
  -- an office is held by whoever has the role at that organization, so that it survives the person
  owner_role text,
  owner_org int references people.org,
  owner_account int references people.account,
  starts_on date,
  due_on date,
  -- what the source says; due_on differs once a person moved it
  planned_due date,
  state text not null default 'open' check (state in ('open', 'going_on', 'stuck', 'done', 'dropped')),
  note text not null default '' check (length(note) <= 2000),
  needs_evidence boolean not null default false,
  version int not null default 1,
  unique (district_id, source),
  check ((owner_role is null) = (owner_org is null)),
  check (owner_role is null or owner_account is null),
  check ((plan is null) = (element is null)),
  constraint stuck_says_why check (state <> 'stuck' or note <> ''),
  constraint evidence_is_named check (state <> 'done' or not needs_evidence or note <> '')
);
-- Somebody's own list, the district's list by date, and the tasks of a plan.
create index on work.item (owner_org, owner_role, due_on) where owner_org is not null;
create index on work.item (owner_account, due_on) where owner_account is not null;
create index on work.item (district_id, due_on);
create index on work.item (district_id, plan, element) where plan is not null;
grant select, insert, update on work.item to throughline_app;
alter table work.item enable row level security;
alter table work.item force row level security;
create policy item_of_district on work.item using (district_id = any ((select platform.scope_districts())::int[]));
