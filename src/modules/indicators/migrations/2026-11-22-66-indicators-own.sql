-- Definitions that a district made itself: what somebody wrote (checked at every reading), and what is computed.
create table indicators.own_definition (
  district_id int not null,
  own_id text not null check (own_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(own_id) <= 40),
  version int not null,
  state text not null check (state in ('draft', 'active', 'retired')),
  -- As it was written, with its worked example.
  content jsonb not null,
  -- The version in which it was written so: a trial is of this one.
  content_version int not null,
  -- What is computed, and the version in which it was written; null until it is activated.
  active jsonb,
  active_version int,
  -- When the engine last failed at it, and in which school year; null when it did not since it was activated.
  failed_at timestamptz,
  failed_year int,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (district_id, own_id)
);
grant select, insert, update on indicators.own_definition to throughline_app;
alter table indicators.own_definition enable row level security;
alter table indicators.own_definition force row level security;
create policy own_definition_seen on indicators.own_definition using (district_id = any ((select platform.scope_inside())::int[]));

-- What a version would say of a year that is over: one computation, asked for by a person, made by the worker.
create table indicators.own_trial (
  district_id int not null,
  own_id text not null,
  version int not null,
  school_year int not null,
  state text not null check (state in ('asked', 'done', 'failed')),
  -- Whether the engine gave what the worked example says; null until it was computed.
  example_agrees boolean,
  asked_at timestamptz not null,
  asked_by text not null,
  done_at timestamptz,
  primary key (district_id, own_id, version)
);
grant select, insert, update on indicators.own_trial to throughline_app;
alter table indicators.own_trial enable row level security;
alter table indicators.own_trial force row level security;
create policy own_trial_seen on indicators.own_trial using (district_id = any ((select platform.scope_inside())::int[]));

-- Its true values: only for readers whose scope holds the organization, as everywhere.
create table indicators.own_trial_value (
  district_id int not null,
  own_id text not null,
  version int not null,
  org_id int not null,
  state text not null check (state in ('measured', 'zero_population', 'not_applicable', 'not_measured')),
  n bigint,
  d bigint,
  primary key (org_id, own_id, version)
);
grant select, insert, delete on indicators.own_trial_value to throughline_app;
alter table indicators.own_trial_value enable row level security;
alter table indicators.own_trial_value force row level security;
create policy own_trial_value_seen on indicators.own_trial_value using (org_id = any ((select platform.scope_orgs())::int[]));

-- How a definition came to be what it is, for the people of the district.
create policy change_of_own on platform.change for select
  using (object = 'indicators.own' and org_id = any ((select platform.scope_inside())::int[]));
