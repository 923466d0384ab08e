-- What the state published, as far as a measure of ours or one of its own is shown: taken out of the lake's version of its reports, replaced whole with it.
create table indicators.published (
  district_id int not null,
  report_year int not null,
  source text not null,
  level text not null check (level in ('state', 'district', 'school')),
  -- Of the organization, as the state prints it; names change, codes stay.
  code text not null,
  name text not null,
  -- Ours, where the code is known.
  org_id int,
  measure text not null,
  school_year int not null,
  group_set text not null,
  group_value text not null,
  state text not null check (state in ('known', 'suppressed', 'not_applicable', 'not_measured')),
  value double precision,
  n bigint,
  d bigint,
  printed text not null,
  file text not null,
  line int not null,
  version int not null,
  primary key (district_id, report_year, source, level, code, measure, school_year, group_set, group_value),
  check (state = 'known' or (value is null and n is null and d is null))
);
create index on indicators.published (district_id, measure, level, code);

-- Rows of the accountability file about the district, its schools and the state, with what our rules make of them.
create table indicators.accountability (
  district_id int not null,
  school_year int not null,
  level text not null check (level in ('state', 'district', 'school')),
  code text not null,
  name text not null,
  org_id int,
  line int not null,
  differences int not null,
  result jsonb not null,
  file text not null,
  version int not null,
  primary key (district_id, school_year, level, code)
);

-- Districts that a steward names to be compared with.
create table indicators.similar_district (
  district_id int not null,
  code text not null check (code ~ '^[0-9]{7}$'),
  place int not null,
  primary key (district_id, code)
);

do $$
declare
  one text;
begin
  foreach one in array array['published', 'accountability', 'similar_district'] loop
    execute format('alter table indicators.%I enable row level security', one);
    execute format('alter table indicators.%I force row level security', one);
    execute format('create policy %I on indicators.%I using (district_id = any ((select platform.scope_districts())::int[]))', one || '_seen', one);
    execute format('grant select, insert, delete on indicators.%I to throughline_app', one);
  end loop;
end
$$;

-- A cohort of the state beside ours, student by student: only the students about whom the two differ. Read inside a scope alone, and every read is logged.
create table indicators.certified_difference (
  district_id int not null,
  definition text not null,
  school_year int not null,
  student_key bigint not null,
  -- The school of record; the district where it is not known.
  org_id int not null,
  kind text not null check (kind in ('only_ours', 'only_state', 'counted_by_us', 'counted_by_state')),
  reason text not null,
  detail text not null,
  primary key (definition, school_year, student_key)
);
create index on indicators.certified_difference (student_key);
grant select, insert, delete on indicators.certified_difference to throughline_app;
alter table indicators.certified_difference enable row level security;
alter table indicators.certified_difference force row level security;
create policy certified_difference_seen on indicators.certified_difference using (org_id = any ((select platform.scope_students())::int[]));

-- The counts of both lists; a difference of two small numbers may name somebody, so these are true numbers of the district.
create table indicators.certified_cohort (
  district_id int not null,
  definition text not null,
  school_year int not null,
  ours_n int not null,
  ours_d int not null,
  state_n int not null,
  state_d int not null,
  same int not null,
  by jsonb not null,
  ours_version text not null,
  state_version int not null,
  primary key (district_id, definition, school_year)
);
grant select, insert, delete on indicators.certified_cohort to throughline_app;
alter table indicators.certified_cohort enable row level security;
alter table indicators.certified_cohort force row level security;
create policy certified_cohort_seen on indicators.certified_cohort using (district_id = any ((select platform.scope_orgs())::int[]));

-- The history of which districts are compared with is for the people of the district.
create policy change_of_similar on platform.change for select
  using (object = 'indicators.similar' and org_id = any ((select platform.scope_inside())::int[]));
