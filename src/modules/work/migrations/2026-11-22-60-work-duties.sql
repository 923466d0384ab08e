-- Recurring duties: rules as data, each occurrence a due item of its own, and which occurrence was done by which.

alter table work.item drop constraint item_kind_check;
alter table work.item add constraint item_kind_check check (kind in ('task', 'duty'));
alter table work.item
  -- the day on which it was done, as the person says it
  add column done_on date,
  -- a person chose this owner; the source no longer does
  add column handed boolean not null default false;

create table work.duty (
  duty_id int generated always as identity primary key,
  district_id int not null references people.org,
  org_id int not null references people.org,
  slug text not null,
  -- the row of a plan, the policy or the statute that asks for it
  basis text not null default '',
  title jsonb not null,
  -- what there is to show when it is done
  artefact jsonb,
  rule jsonb not null,
  -- what a person settled where the rule can be read in several ways
  settled jsonb not null default '{}',
  owner_role text,
  owner_org int references people.org,
  owner_account int references people.account,
  from_date date not null,
  to_date date,
  grace_days int not null default 0 check (grace_days between 0 and 60),
  listed boolean not null default true,
  version int not null default 1,
  unique (district_id, slug),
  check ((owner_role is null) = (owner_org is null)),
  check (owner_role is null or owner_account is null),
  check (to_date is null or to_date >= from_date)
);
grant select, insert, update on work.duty to throughline_app;
alter table work.duty enable row level security;
alter table work.duty force row level security;
create policy duty_inside on work.duty using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_duty on platform.change for select using (
  case when object = 'work.duty' then exists (select from work.duty d where d.duty_id = object_id::int) end);

-- One occurrence may fulfil several duties: this item was done by doing that one.
create table work.fulfilment (
  item_id int primary key references work.item,
  by_item int not null references work.item,
  district_id int not null references people.org,
  check (item_id <> by_item)
);
create index on work.fulfilment (by_item);
grant select, insert, update on work.fulfilment to throughline_app;
alter table work.fulfilment enable row level security;
alter table work.fulfilment force row level security;
create policy fulfilment_inside on work.fulfilment using (district_id = any ((select platform.scope_inside())::int[]));

-- The occurrences of a year, and of one duty.
create index on work.item (district_id, source collate "C") where kind = 'duty';
