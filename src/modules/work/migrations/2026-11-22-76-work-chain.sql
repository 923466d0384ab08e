-- What waits for what, and the waves of a plan with the day on which each begins.

create table work.dependency (
  dependency_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- this one waits ...
  item_id int not null references work.item,
  -- ... until this one is done
  needs_item int not null references work.item,
  -- whole calendar days that lie between the end of the one and the beginning of the other
  days_between int not null default 0 check (days_between between 0 and 400),
  -- who says so: plan:every-day-2026, or person
  source text not null,
  -- a person decided about it: a plan that is loaded again leaves it as it is
  settled boolean not null default false,
  ended boolean not null default false,
  version int not null default 1,
  unique (item_id, needs_item),
  constraint waits_for_another check (item_id <> needs_item)
);
create index on work.dependency (needs_item) where not ended;
create index on work.dependency (district_id, source);
grant select, insert, update on work.dependency to throughline_app;
alter table work.dependency enable row level security;
alter table work.dependency force row level security;
create policy dependency_inside on work.dependency using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_dependency on platform.change for select using (
  case when object = 'work.dependency' then exists (select from work.dependency d where d.dependency_id = object_id::int) end);

create table work.wave (
  wave_id int generated always as identity primary key,
  district_id int not null references people.org,
  plan text not null,
  -- in the words of the plan
  name text not null,
  sort int not null,
  -- the day that follows from the plan, none when it gives no days; begins_on is what holds
  planned_begin date,
  begins_on date,
  listed boolean not null default true,
  version int not null default 1,
  unique (district_id, plan, name)
);
grant select, insert, update on work.wave to throughline_app;
alter table work.wave enable row level security;
alter table work.wave force row level security;
create policy wave_inside on work.wave using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_wave on platform.change for select using (
  case when object = 'work.wave' then exists (select from work.wave w where w.wave_id = object_id::int) end);

-- Both follow from the wave, whose history says who moved it: until held_until, what has not begun is not late.
alter table work.item
  add column wave_id int references work.wave,
  add column held_until date;
create index on work.item (wave_id) where wave_id is not null;
