-- Tables of the platform: what knows nothing about schools.
-- The application's login owns nothing; it is granted what it needs, schema by schema.

grant usage on schema platform to throughline_app;

-- The three sets of organizations of the running transaction's scope, as arrays. Empty when nobody set one.
create function platform.scope_districts() returns int[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('throughline.districts', true), ''), '{}')::int[] $$;
create function platform.scope_orgs() returns int[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('throughline.orgs', true), ''), '{}')::int[] $$;
create function platform.scope_students() returns int[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('throughline.students', true), ''), '{}')::int[] $$;
create function platform.scope_actor() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('throughline.actor', true), '')::int $$;

-- What this database is: a demo can never become a real installation, nor the other way.
create table platform.installation (
  only_one boolean primary key default true check (only_one),
  demo boolean not null,
  made_at timestamptz not null,
  seed text not null,
  -- Random: both logins must see the same one, so that they mean the same database.
  token text not null,
  -- Set when the demo was made whole; a demo without it is made anew at the next start.
  ready_at timestamptz
);
grant select on platform.installation to throughline_app;

-- History: one append-only row for each change of anything that people edit.
create table platform.change (
  change_id bigint generated always as identity primary key,
  org_id int not null,
  object text not null,
  object_id text not null,
  version int not null,
  verb text not null,
  actor int,
  actor_name text not null,
  reason text not null default '',
  at timestamptz not null,
  was jsonb not null default '{}',
  became jsonb not null default '{}',
  unique (object, object_id, version)
);
create index on platform.change (org_id, at);
grant select, insert on platform.change to throughline_app;
alter table platform.change enable row level security;
alter table platform.change force row level security;
create policy change_seen on platform.change using (org_id = any (platform.scope_districts() || platform.scope_orgs()));

-- Files by content: the bytes lie in the home folder under their SHA-256.
create table platform.file (
  file_id bigint generated always as identity primary key,
  org_id int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  name text not null,
  kind text not null,
  added_by int,
  added_at timestamptz not null,
  purged_at timestamptz,
  unique (org_id, sha256)
);
grant select, insert, update on platform.file to throughline_app;
alter table platform.file enable row level security;
alter table platform.file force row level security;
create policy file_seen on platform.file using (org_id = any (platform.scope_districts()));

-- Progress of long work; holds steps and counts, never data.
create table platform.progress (
  subject text primary key,
  step text not null,
  done bigint not null default 0,
  total bigint not null default 0,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  code text,
  at timestamptz not null
);
grant select, insert, update, delete on platform.progress to throughline_app;

-- Rate limits and lock-out.
create table platform.attempt (
  bucket text not null,
  from_at timestamptz not null,
  count int not null,
  primary key (bucket, from_at)
);
grant select, insert, update, delete on platform.attempt to throughline_app;
