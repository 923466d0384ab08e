-- Files in, trusted datasets out. Every row belongs to one district (org_id): row security reads it from the scope.
create schema feeds;
grant usage on schema feeds to throughline_app;

-- One file that somebody handed in, from receiving to loaded, refused or purged.
create table feeds.import (
  import_id int generated always as identity primary key,
  org_id int not null,
  kind text,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  size bigint not null,
  state text not null check (state in ('received', 'examining', 'examined', 'stopped', 'accepted', 'loading', 'loaded', 'refused', 'failed', 'purged')),
  -- Why it stopped: headers (a column is missing), kind (layout not known), guard (it fell too far),
  -- nothing (no row can be used), content (not a table of text), errors (a layout that is taken whole or not at all has wrong rows).
  stop_code text check (stop_code in ('headers', 'kind', 'guard', 'nothing', 'content', 'errors')),
  failure_code text,
  headers jsonb not null default '[]',
  mapping jsonb not null default '{}',
  counts jsonb not null default '{}',
  guards jsonb not null default '[]',
  school_years int[] not null default '{}',
  override_reason text not null default '',
  override_by text,
  override_at timestamptz,
  status text not null default 'preliminary' check (status in ('preliminary', 'certified', 'revised')),
  embargo_until timestamptz,
  embargo_accounts int[] not null default '{}',
  via text not null check (via in ('page', 'api', 'command')),
  received_at timestamptz not null,
  received_by text not null,
  decided_at timestamptz,
  decided_by text,
  note text not null default '',
  loaded_at timestamptz,
  file_gone_at timestamptz,
  purged_at timestamptz,
  purged_by text,
  purge_reason text not null default '',
  auto_accept boolean not null default false,
  version int not null default 1
);
-- The same bytes in the same district are the same import.
create unique index import_content on feeds.import (org_id, sha256) where state <> 'purged';
create index import_recent on feeds.import (org_id, received_at desc);

create table feeds.finding_count (
  import_id int not null references feeds.import,
  org_id int not null,
  check_id text not null,
  severity text not null check (severity in ('error', 'warning')),
  rows bigint not null,
  primary key (import_id, check_id)
);

-- The first thousand; all of them lie beside the import. Never a name: the row, the column, and the district's student id, which only some may see.
create table feeds.finding (
  import_id int not null references feeds.import,
  n int not null,
  org_id int not null,
  check_id text not null,
  row_no bigint,
  column_name text,
  external_id text,
  nearest text,
  primary key (import_id, n)
);

-- Immutable versions of a dataset. A version that was withdrawn or purged keeps its row: the tombstone.
create table feeds.dataset_version (
  org_id int not null,
  dataset text not null,
  school_year int not null,
  version int not null,
  path text not null,
  sha256 text not null,
  size bigint not null,
  rows bigint not null,
  import_id int not null references feeds.import,
  base_version int,
  status text not null check (status in ('preliminary', 'certified', 'revised')),
  made_at timestamptz not null,
  through_date date,
  held boolean not null default false,
  embargo_until timestamptz,
  embargo_accounts int[] not null default '{}',
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text not null default '',
  file_gone_at timestamptz,
  primary key (org_id, dataset, school_year, version)
);
create index version_of_import on feeds.dataset_version (import_id);

create table feeds.pointer (
  org_id int not null,
  dataset text not null,
  school_year int not null,
  version int not null,
  moved_at timestamptz not null,
  moved_by text not null,
  moves int not null default 1,
  primary key (org_id, dataset, school_year),
  foreign key (org_id, dataset, school_year, version) references feeds.dataset_version
);

-- Which rows of which file say what is known of a school's day, as of a version.
create table feeds.source_day (
  org_id int not null,
  dataset text not null,
  school_year int not null,
  version int not null,
  school_id int not null,
  day date not null,
  import_id int not null,
  first_row bigint not null,
  last_row bigint not null,
  rows bigint not null,
  primary key (org_id, dataset, school_year, school_id, day, version)
);

-- How far each school has handed in its attendance, as of a version of the submissions.
create table feeds.freshness (
  org_id int not null,
  school_year int not null,
  version int not null,
  school_id int not null,
  last_day date,
  days_handed_in int not null,
  days_expected int not null,
  days_since int not null,
  primary key (org_id, school_year, version, school_id)
);

create table feeds.feed_token (
  token_id int generated always as identity primary key,
  org_id int not null,
  name text not null,
  token_hash text not null unique,
  kinds text[] not null,
  auto_accept boolean not null,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  version int not null default 1
);

-- Headers that a person matched to our columns, kept for the next file of that kind.
create table feeds.mapping (
  org_id int not null,
  kind text not null,
  header text not null,
  column_name text not null,
  kept_at timestamptz not null,
  primary key (org_id, kind, header)
);

create table feeds.retention (
  org_id int not null primary key,
  file_days int not null check (file_days between 1 and 36500),
  version_days int not null check (version_days between 1 and 36500),
  version int not null default 1
);

-- Which districts still need which bytes. No row security: a digest and a number say nothing, and purging in one district must not take a file from another.
create table feeds.file_use (
  sha256 text not null,
  org_id int not null,
  primary key (sha256, org_id)
);

-- The districts whose data the running transaction's person runs: set by feeds alone, after an access check (the administrator's scope opens no record of a
-- student, but may run the files). A named system actor runs the data of its own districts.
create function feeds.runs() returns int[] language sql stable parallel safe
  as $$ select case
    when platform.scope_actor() is null and coalesce(current_setting('throughline.name', true), '') like 'system:%' then platform.scope_districts()
    else coalesce(nullif(current_setting('throughline.feeds', true), ''), '{}')::int[] end $$;

do $$
declare
  one text;
begin
  foreach one in array array['import', 'finding_count', 'finding', 'source_day', 'feed_token', 'mapping', 'retention'] loop
    execute format('alter table feeds.%I enable row level security', one);
    execute format('alter table feeds.%I force row level security', one);
    execute format('create policy %I on feeds.%I using (org_id = any ((select feeds.runs())::int[]))', one || '_run', one);
    execute format('grant select, insert, update, delete on feeds.%I to throughline_app', one);
  end loop;
  -- Everybody in the district may know how far the data reaches; only who runs it moves it.
  foreach one in array array['pointer', 'freshness'] loop
    execute format('alter table feeds.%I enable row level security', one);
    execute format('alter table feeds.%I force row level security', one);
    execute format('create policy %I on feeds.%I for select using (org_id = any ((select platform.scope_districts())::int[]))', one || '_seen', one);
    execute format('create policy %I on feeds.%I using (org_id = any ((select feeds.runs())::int[]))', one || '_run', one);
    execute format('grant select, insert, update, delete on feeds.%I to throughline_app', one);
  end loop;
end
$$;

-- A version under embargo is seen by who runs the data and by the people who were named.
alter table feeds.dataset_version enable row level security;
alter table feeds.dataset_version force row level security;
create policy dataset_version_seen on feeds.dataset_version for select using (
  org_id = any ((select platform.scope_districts())::int[]) and (not held or (select platform.scope_actor()) = any (embargo_accounts))
);
create policy dataset_version_run on feeds.dataset_version using (org_id = any ((select feeds.runs())::int[]));
grant select, insert, update on feeds.dataset_version to throughline_app;

-- A machine that brings a token sees the one row of that token and nothing else.
create policy feed_token_brought on feeds.feed_token for select
  using (token_hash = nullif(current_setting('throughline.feed_token', true), ''));

grant select, insert, delete on feeds.file_use to throughline_app;
