-- Strategic plans: which there are, every version of each as it was recorded, and the elements of today for search, links and work.

create schema plans;
grant usage on schema plans to throughline_app;

create table plans.plan (
  plan_id int generated always as identity primary key,
  -- The district that owns it; for a reference plan the district that reads it, or the state when everybody may.
  district_id int not null,
  -- The plan's own id: unique within its owner, never alone.
  slug text not null check (slug <> ''),
  -- own: this district's promises. reference: the public plan of another district, read as an example; nothing is promised by it here.
  kind text not null check (kind in ('own', 'reference')),
  -- Read by people of every district: only a reference plan that a state holds.
  shared boolean not null default false,
  state text not null check (state in ('draft', 'review', 'adopted', 'archived')),
  current boolean not null default false,
  title jsonb not null,
  org_name text not null,
  period_from date not null,
  period_to date not null,
  version int not null,
  digest text not null,
  saved_at timestamptz not null,
  unique (district_id, slug),
  constraint current_is_own check (not current or kind = 'own'),
  constraint shared_is_reference check (not shared or kind = 'reference')
);
-- One current plan a district.
create unique index plan_current on plans.plan (district_id) where current;
grant select, insert, update on plans.plan to throughline_app;
alter table plans.plan enable row level security;
alter table plans.plan force row level security;
create policy plan_read on plans.plan for select
  using (district_id = any ((select platform.scope_districts())::int[]) or (shared and cardinality((select platform.scope_districts())) > 0));
create policy plan_added on plans.plan for insert with check (district_id = any ((select platform.scope_districts())::int[]));
create policy plan_changed on plans.plan for update using (district_id = any ((select platform.scope_districts())::int[]));

-- The whole plan in its canonical form, from when to when it was what the page said. Never changed, never removed.
create table plans.plan_version (
  plan_id int not null references plans.plan,
  version int not null check (version > 0),
  district_id int not null,
  shared boolean not null default false,
  state text not null,
  canonical text not null check (canonical is json object),
  -- Proves that the text is the one that was adopted.
  digest text not null check (digest = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')),
  recorded_from timestamptz not null,
  recorded_to timestamptz check (recorded_to >= recorded_from),
  saved_by text not null,
  primary key (plan_id, version)
);
create unique index version_now on plans.plan_version (plan_id) where recorded_to is null;
create index version_at on plans.plan_version (plan_id, recorded_from);
grant select, insert, update (recorded_to) on plans.plan_version to throughline_app;
alter table plans.plan_version enable row level security;
alter table plans.plan_version force row level security;
create policy version_read on plans.plan_version for select
  using (district_id = any ((select platform.scope_districts())::int[]) or (shared and cardinality((select platform.scope_districts())) > 0));
create policy version_added on plans.plan_version for insert with check (district_id = any ((select platform.scope_districts())::int[]));
create policy version_closed on plans.plan_version for update using (district_id = any ((select platform.scope_districts())::int[]));

-- Frozen: a version may be closed once, when the next one is recorded; nothing else, not even by the owner of the tables.
create function plans.keep_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.recorded_to is null and new.recorded_to is not null and (to_jsonb(new) - 'recorded_to') = (to_jsonb(old) - 'recorded_to') then
      return new;
    end if;
  end if;
  raise exception 'a recorded version of a plan does not change' using errcode = '55000';
end $$;
create trigger version_kept before update or delete on plans.plan_version for each row execute function plans.keep_version();
create trigger version_never_emptied before truncate on plans.plan_version for each statement execute function plans.keep_version();

-- The elements of the newest version, for search, links by code, and the module of work.
create table plans.element (
  plan_id int not null references plans.plan,
  element text not null,
  district_id int not null,
  shared boolean not null default false,
  code text,
  old_codes text[] not null default '{}',
  level text not null,
  role text not null,
  sort int not null,
  parents text[] not null default '{}',
  title jsonb not null,
  owner text,
  -- code of the organization that the owner's office is, within the district
  owner_code text,
  from_date date,
  to_date date,
  -- code, titles and texts in every language, in small letters without accents
  words text not null,
  primary key (plan_id, element)
);
create index on plans.element (plan_id, lower(code));
grant select, insert, delete on plans.element to throughline_app;
alter table plans.element enable row level security;
alter table plans.element force row level security;
create policy element_read on plans.element for select
  using (district_id = any ((select platform.scope_districts())::int[]) or (shared and cardinality((select platform.scope_districts())) > 0));
create policy element_added on plans.element for insert with check (district_id = any ((select platform.scope_districts())::int[]));
create policy element_removed on plans.element for delete using (district_id = any ((select platform.scope_districts())::int[]));
