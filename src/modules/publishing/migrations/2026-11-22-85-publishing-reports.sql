-- Annual progress reports, signed by digest, and the measures of the district's offices.

create table publishing.progress_report (
  progress_report_id int generated always as identity primary key,
  district_id int not null references people.org,
  school_year smallint not null check (school_year between 2000 and 2100),
  -- the element of the plan that is the goal
  goal text not null,
  -- every number of it stands in this edition
  edition_id int not null references publishing.edition,
  words jsonb not null default '{}' check (words is json object),
  content jsonb not null check (content is json object),
  content_digest text not null check (content_digest ~ '^[0-9a-f]{64}$'),
  state text not null default 'draft' check (state in ('draft', 'signed')),
  signed_by int,
  signed_on date,
  version int not null default 1,
  unique (district_id, school_year, goal),
  constraint signed_whole check ((state = 'signed') = (signed_by is not null and signed_on is not null))
);
grant select, insert, update on publishing.progress_report to throughline_app;
alter table publishing.progress_report enable row level security;
alter table publishing.progress_report force row level security;
create policy progress_report_inside on publishing.progress_report using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_progress_report on platform.change for select using (
  case when object = 'publishing.progress_report' then exists (select from publishing.progress_report r where r.progress_report_id = object_id::int) end);

-- What was signed is what is read.
create function publishing.keep_report() returns trigger language plpgsql as $$
begin
  if old.state = 'signed' then
    raise exception 'a signed report does not change' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger progress_report_kept before update on publishing.progress_report for each row execute function publishing.keep_report();

-- A measure of an office: one of the editions, or one of its own whose values the office writes down.
create table publishing.office_measure (
  office_measure_id int generated always as identity primary key,
  district_id int not null references people.org,
  org_id int not null references people.org,
  definition text,
  title jsonb not null check (title is json object),
  unit text not null default '',
  better text not null check (better in ('up', 'down')),
  ended_on date,
  version int not null default 1
);
create index on publishing.office_measure (district_id, org_id);
grant select, insert, update on publishing.office_measure to throughline_app;
alter table publishing.office_measure enable row level security;
alter table publishing.office_measure force row level security;
create policy office_measure_inside on publishing.office_measure using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_office_measure on platform.change for select using (
  case when object = 'publishing.office_measure' then exists (select from publishing.office_measure m where m.office_measure_id = object_id::int) end);

create table publishing.office_value (
  office_value_id int generated always as identity primary key,
  office_measure_id int not null references publishing.office_measure,
  district_id int not null references people.org,
  on_date date not null,
  value numeric not null,
  version int not null default 1,
  unique (office_measure_id, on_date)
);
grant select, insert, update on publishing.office_value to throughline_app;
alter table publishing.office_value enable row level security;
alter table publishing.office_value force row level security;
create policy office_value_inside on publishing.office_value using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_office_value on platform.change for select using (
  case when object = 'publishing.office_value' then exists (select from publishing.office_value v where v.office_value_id = object_id::int) end);
