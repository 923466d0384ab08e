-- Delegation from date to date: somebody else may update what is mine on these days. The owner stays the owner.

create table work.delegation (
  delegation_id int generated always as identity primary key,
  district_id int not null references people.org,
  given_by int not null references people.account,
  to_account int references people.account,
  to_role text,
  to_org int references people.org,
  -- both days belong to it, in the district's time zone
  first_day date not null,
  last_day date not null,
  reason text not null check (length(reason) between 1 and 300),
  given_at timestamptz not null,
  ended_at timestamptz,
  version int not null default 1,
  check (last_day >= first_day),
  check ((to_role is null) = (to_org is null)),
  check ((to_account is null) <> (to_role is null)),
  check (to_account is null or to_account <> given_by)
);
create index on work.delegation (given_by);
create index on work.delegation (to_account, last_day) where ended_at is null and to_account is not null;
create index on work.delegation (to_org, to_role, last_day) where ended_at is null and to_org is not null;
grant select, insert, update on work.delegation to throughline_app;
alter table work.delegation enable row level security;
alter table work.delegation force row level security;
-- Who stands in for whom is known to all who take part in the work. Only in one's own name is anything given away.
create policy delegation_seen on work.delegation for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy delegation_given on work.delegation for insert
  with check (given_by = (select platform.scope_actor()) and district_id = any ((select platform.scope_inside())::int[]));
create policy delegation_ended on work.delegation for update using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_delegation on platform.change for select using (
  case when object = 'work.delegation' then exists (select from work.delegation d where d.delegation_id = object_id::int) end);

-- What it covers: everything of an owner (an account, or a role at an organization), or one item while it still has that owner.
create table work.delegated (
  delegated_id int generated always as identity primary key,
  delegation_id int not null references work.delegation,
  district_id int not null references people.org,
  owner_account int references people.account,
  owner_role text,
  owner_org int references people.org,
  item_id int references work.item,
  check ((owner_role is null) = (owner_org is null)),
  check ((owner_account is null) <> (owner_role is null))
);
create index on work.delegated (delegation_id);
grant select, insert on work.delegated to throughline_app;
alter table work.delegated enable row level security;
alter table work.delegated force row level security;
create policy delegated_seen on work.delegated for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy delegated_given on work.delegated for insert with check (district_id = any ((select platform.scope_inside())::int[])
  and exists (select from work.delegation d where d.delegation_id = delegated.delegation_id and d.given_by = (select platform.scope_actor())));
