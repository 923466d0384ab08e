-- What the plan asks of an audience and offers it, in words that everybody reads: one line about one element of the district's plan.
create table publishing.plan_line (
  plan_line_id int generated always as identity primary key,
  district_id int not null references people.org,
  plan text not null check (length(plan) between 1 and 200),
  element text not null check (length(element) between 1 and 200),
  audience text not null check (audience in ('family', 'partner', 'staff', 'community')),
  kind text not null check (kind in ('asks', 'offers')),
  words jsonb not null check (words is json object),
  listed boolean not null default true,
  version int not null default 1
);
create index on publishing.plan_line (district_id, plan);
grant select, insert, update on publishing.plan_line to throughline_app;
alter table publishing.plan_line enable row level security;
alter table publishing.plan_line force row level security;
create policy plan_line_inside on publishing.plan_line using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_plan_line on platform.change for select using (
  case when object = 'publishing.plan_line' then exists (select from publishing.plan_line l where l.plan_line_id = object_id::int) end);

-- The reporting calendar as it was published, year by year: a row for each time, kept as it went out.
create table publishing.calendar_published (
  calendar_published_id int generated always as identity primary key,
  district_id int not null references people.org,
  school_year smallint not null check (school_year between 2000 and 2100),
  as_of date not null,
  content jsonb not null check (content is json object),
  content_digest text not null check (content_digest ~ '^[0-9a-f]{64}$')
);
create index on publishing.calendar_published (district_id, school_year);
grant select, insert on publishing.calendar_published to throughline_app;
alter table publishing.calendar_published enable row level security;
alter table publishing.calendar_published force row level security;
create policy calendar_published_inside on publishing.calendar_published using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_calendar_published on platform.change for select using (
  case when object = 'publishing.calendar_published' then exists (
    select from publishing.calendar_published c where c.calendar_published_id = object_id::int) end);
