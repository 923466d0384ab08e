-- What the engine serves. The cubes lie in the lake; PostgreSQL keeps the served slice of the pointed runs, replaced whole.
create schema indicators;
grant usage on schema indicators to throughline_app;

-- One computation of one definition for one district and school year. Immutable.
create table indicators.run (
  run_id bigint generated always as identity primary key,
  district_id int not null,
  definition text not null,
  school_year int not null,
  parameters jsonb not null,
  datasets jsonb not null,
  code_version text not null,
  digest text not null,
  rows bigint not null,
  cube_path text not null,
  through_date date,
  at timestamptz not null,
  took_ms int not null,
  -- Sums of closed months in the lake, taken over by the next run while they are still true.
  month_path text
);
create index on indicators.run (district_id, definition, school_year, run_id desc);
grant select, insert on indicators.run to throughline_app;
-- The id of a run names its cube file, so it is drawn before the row is written.
grant usage on sequence indicators.run_run_id_seq to throughline_app;
alter table indicators.run enable row level security;
alter table indicators.run force row level security;
create policy run_seen on indicators.run using (district_id = any ((select platform.scope_districts())::int[]));

create table indicators.pointer (
  district_id int not null,
  definition text not null,
  school_year int not null,
  run_id bigint not null references indicators.run,
  moved_at timestamptz not null,
  primary key (district_id, definition, school_year)
);
grant select, insert, update, delete on indicators.pointer to throughline_app;
alter table indicators.pointer enable row level security;
alter table indicators.pointer force row level security;
create policy pointer_seen on indicators.pointer using (district_id = any ((select platform.scope_districts())::int[]));

-- True values; only for readers whose scope holds the organization.
create table indicators.value (
  district_id int not null,
  definition text not null,
  school_year int not null,
  period text not null,
  through_date date,
  org_id int not null,
  group_set text not null,
  group_value text not null,
  state text not null check (state in ('measured', 'zero_population', 'not_applicable', 'not_measured')),
  n bigint,
  d bigint,
  sum double precision,
  run_id bigint not null,
  primary key (definition, org_id, school_year, period, group_set, group_value)
);
create index on indicators.value (district_id, definition, school_year);
grant select, insert, delete on indicators.value to throughline_app;
alter table indicators.value enable row level security;
alter table indicators.value force row level security;
create policy value_seen on indicators.value using (org_id = any ((select platform.scope_orgs())::int[]));

-- Where single students stand; only for readers whose scope holds students of the organization. Every read is logged.
create table indicators.standing (
  student_key bigint not null,
  org_id int not null,
  district_id int not null,
  definition text not null,
  school_year int not null,
  absent int not null,
  member_days int not null,
  flag boolean not null,
  tier text not null,
  through_date date,
  run_id bigint not null,
  primary key (definition, school_year, org_id, student_key)
);
create index on indicators.standing (student_key);
grant select, insert, delete on indicators.standing to throughline_app;
alter table indicators.standing enable row level security;
alter table indicators.standing force row level security;
create policy standing_seen on indicators.standing using (org_id = any ((select platform.scope_students())::int[]));

-- The latest audited cube: what staff outside a scope and the board see. A hidden cell has no numbers here at all.
create table indicators.audit (
  audit_id bigint generated always as identity primary key,
  district_id int not null,
  made_by text not null,
  at timestamptz not null,
  inputs text not null,
  rule text not null,
  -- Set when the edition that it was made for is published: a draft that nobody approved is not shown to staff.
  released_at timestamptz
);
grant select, insert, update (released_at) on indicators.audit to throughline_app;
alter table indicators.audit enable row level security;
alter table indicators.audit force row level security;
create policy audit_seen on indicators.audit using (district_id = any ((select platform.scope_districts())::int[]));

create table indicators.audited_value (
  audit_id bigint not null references indicators.audit,
  district_id int not null,
  definition text not null,
  school_year int not null,
  period text not null,
  through_date date,
  org_id int not null,
  group_set text not null,
  group_value text not null,
  state text not null,
  shown boolean not null,
  why text not null,
  n bigint,
  d bigint,
  primary key (audit_id, definition, org_id, school_year, period, group_set, group_value),
  check (shown or n is null)
);
create index on indicators.audited_value (district_id, definition, org_id);
grant select, insert on indicators.audited_value to throughline_app;
alter table indicators.audited_value enable row level security;
alter table indicators.audited_value force row level security;
-- A draft's cells are seen by those who hold the district itself; everybody else of the district sees what was released.
create policy audited_seen on indicators.audited_value using (
  district_id = any ((select platform.scope_orgs())::int[])
  or (district_id = any ((select platform.scope_districts())::int[])
    and audit_id in (select a.audit_id from indicators.audit a where a.released_at is not null)));

-- Published figures of the state, typed in with their source; they belong to everybody.
create table indicators.reference_value (
  place text not null,
  definition text not null,
  school_year int not null,
  value double precision,
  n bigint,
  d bigint,
  suppressed boolean not null default false,
  source text not null,
  primary key (place, definition, school_year)
);
grant select, insert, update on indicators.reference_value to throughline_app;

-- Who saw true values of fewer than twenty students: noted once a day for each reader, organization and indicator.
create table indicators.small_read (
  district_id int not null,
  org_id int not null,
  definition text not null,
  actor_name text not null,
  on_date date not null,
  actor int,
  cells int not null,
  at timestamptz not null,
  primary key (actor_name, org_id, definition, on_date)
);
grant select, insert on indicators.small_read to throughline_app;
alter table indicators.small_read enable row level security;
alter table indicators.small_read force row level security;
create policy small_read_seen on indicators.small_read using (district_id = any ((select platform.scope_districts())::int[]));

-- Targets that plans promise for a definition (data as methods 3.9 models them); written by the module that holds the plans.
create table indicators.target (
  district_id int not null,
  definition text not null,
  source text not null,
  label jsonb not null,
  href text not null,
  target jsonb not null,
  saved_at timestamptz not null,
  primary key (district_id, definition, source)
);
grant select, insert, update, delete on indicators.target to throughline_app;
alter table indicators.target enable row level security;
alter table indicators.target force row level security;
create policy target_seen on indicators.target using (district_id = any ((select platform.scope_districts())::int[]));
