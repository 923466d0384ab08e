-- Editions: what the public was told, who drafted and who approved it, and every cell that was ever released.

create schema publishing;
grant usage on schema publishing to throughline_app;

-- The public address of a district: chosen with its first draft, never changed, because people have it on paper.
create table publishing.address (
  district_id int primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and slug not in ('en', 'es', 'assets', 'editions', 'latest', 'notices')),
  at timestamptz not null
);
grant select, insert on publishing.address to throughline_app;
alter table publishing.address enable row level security;
alter table publishing.address force row level security;
create policy address_seen on publishing.address using (district_id = any ((select platform.scope_districts())::int[]));

create table publishing.edition (
  edition_id int generated always as identity primary key,
  district_id int not null,
  number int not null check (number > 0),
  kind text not null check (kind in ('scorecard')),
  state text not null check (state in ('draft', 'submitted', 'approved', 'published', 'withdrawn', 'superseded')),
  version int not null default 1,
  title jsonb not null,
  note jsonb not null default '{}',
  as_of date not null,
  corrects int references publishing.edition,
  correction jsonb not null default '{}',
  -- Everything the public will read, of public values only; null until the worker has collected it.
  content jsonb,
  content_digest text,
  -- For the people who approve: which layer hid which cell, what changed, what the check found.
  layers jsonb,
  changes jsonb,
  exposed jsonb,
  run_ids bigint[] not null default '{}',
  audit_id bigint,
  digest text,
  authors int[] not null,
  drafted_by int not null,
  submitted_by int,
  approved_by int,
  drafted_at timestamptz not null,
  published_at timestamptz,
  failure text,
  constraint second_person check (approved_by is null or (approved_by <> all (authors) and approved_by is distinct from submitted_by)),
  constraint approved_first check (state not in ('approved', 'published', 'superseded') or (approved_by is not null and content_digest is not null)),
  constraint published_whole check (state not in ('published', 'superseded') or (digest is not null and published_at is not null)),
  constraint correction_says_why check (corrects is null or correction <> '{}')
);
-- A number is never used again: readers and files know an edition by it.
create unique index edition_number on publishing.edition (district_id, number);
-- One edition at a time is on its way, so that each is checked against all that went before.
create unique index edition_open on publishing.edition (district_id) where state in ('draft', 'submitted', 'approved');
grant select, insert, update on publishing.edition to throughline_app;
alter table publishing.edition enable row level security;
alter table publishing.edition force row level security;
-- What is published is for everybody of the district; what is on its way, with what the check found, only for those who may read the district's true numbers.
create policy edition_seen on publishing.edition
  using (district_id = any ((select platform.scope_districts())::int[])
    and (state in ('published', 'superseded') or district_id = any ((select platform.scope_orgs())::int[])))
  with check (district_id = any ((select platform.scope_districts())::int[]) and district_id = any ((select platform.scope_orgs())::int[]));

-- What was handed in is what is approved and what is published; a published edition never changes.
create function publishing.keep_edition() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'superseded') and
     (to_jsonb(new) - 'state' - 'version') is distinct from (to_jsonb(old) - 'state' - 'version') then
    raise exception 'a published edition does not change' using errcode = '55000';
  end if;
  if old.state <> 'draft' and new.state <> 'draft' and
     (new.content, new.content_digest, new.title, new.note, new.correction) is distinct from (old.content, old.content_digest, old.title, old.note, old.correction) then
    raise exception 'an edition changes only while it is a draft' using errcode = '55000';
  end if;
  if old.state in ('published', 'superseded', 'withdrawn') and not (old.state = 'published' and new.state in ('published', 'superseded')) and new.state <> old.state then
    raise exception 'this edition does not move any more' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger edition_kept before update on publishing.edition for each row execute function publishing.keep_edition();

-- Every cell ever released, shown or hidden, for good. Only numbers that the edition showed stand here (of a hidden share perhaps how many
-- students there are), so the ledger tells nothing that the edition did not.
create table publishing.released (
  edition_id int not null references publishing.edition,
  district_id int not null,
  definition text not null,
  school_year smallint not null,
  period text not null,
  org_id int not null,
  group_set text not null,
  group_value text not null,
  state text not null check (state in ('measured', 'zero_population', 'not_applicable', 'not_measured')),
  shown boolean not null,
  why text not null,
  n bigint,
  d bigint,
  decimals smallint not null default 1,
  through_date date,
  at timestamptz not null,
  primary key (edition_id, definition, school_year, period, org_id, group_set, group_value),
  check (shown or n is null)
);
create index released_district on publishing.released (district_id, definition, school_year);
grant select, insert on publishing.released to throughline_app;
alter table publishing.released enable row level security;
alter table publishing.released force row level security;
create policy released_seen on publishing.released using (district_id = any ((select platform.scope_districts())::int[]));

create function publishing.keep_released() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger of released cells is append-only' using errcode = '55000';
end $$;
create trigger released_kept before update or delete on publishing.released for each row execute function publishing.keep_released();
create trigger released_never_emptied before truncate on publishing.released for each statement execute function publishing.keep_released();
