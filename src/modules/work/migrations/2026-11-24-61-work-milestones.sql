-- Milestones of staffing and roles: what is planned by when, how much of it is reached. Each is a due item that needs something to show.
create table work.milestone (
  milestone_id int generated always as identity primary key,
  district_id int not null references people.org,
  org_id int not null references people.org,
  kind text not null check (kind in ('hire', 'role', 'place', 'structure')),
  title jsonb not null,
  -- the part of a plan, the decision or the budget line that asks for it
  basis text not null default '' check (length(basis) <= 200),
  owner_role text not null,
  owner_org int not null references people.org,
  -- how many are planned; null: it is one thing, there or not
  planned int check (planned between 1 and 999),
  reached int not null default 0 check (reached between 0 and 999),
  due_on date not null,
  ended boolean not null default false,
  version int not null default 1
);
create index on work.milestone (district_id);
grant select, insert, update on work.milestone to throughline_app;
alter table work.milestone enable row level security;
alter table work.milestone force row level security;
create policy milestone_inside on work.milestone using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_milestone on platform.change for select using (
  case when object = 'work.milestone' then exists (select from work.milestone m where m.milestone_id = object_id::int) end);
