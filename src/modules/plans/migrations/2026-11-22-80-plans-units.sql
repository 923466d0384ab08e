-- Plans of schools and offices: the same plan, one level down. A plan may belong to an organization below the district, and say which plan it serves.

alter table plans.plan
  -- the school or office that it is the plan of; null: the plan of the district itself
  add column unit_id int references people.org,
  -- the district's plan that it was made for
  add column serves_id int references plans.plan,
  add constraint unit_is_own check (unit_id is null or (kind = 'own' and not current)),
  add constraint unit_serves check ((unit_id is null) = (serves_id is null));
create index on plans.plan (unit_id) where unit_id is not null;

-- Until it is approved, the plan of a school is read by those who answer for that school and those above it. Once approved, by whoever takes part in the
-- district's work. Families and the state read what is published, and that is nothing yet.
drop policy plan_read on plans.plan;
create policy plan_read on plans.plan for select using (
  (district_id = any ((select platform.scope_districts())::int[]) or (shared and cardinality((select platform.scope_districts())) > 0))
  and (unit_id is null or (district_id = any ((select platform.scope_inside())::int[])
    and (state in ('adopted', 'archived') or unit_id = any ((select platform.scope_orgs())::int[])))));
drop policy plan_added on plans.plan;
create policy plan_added on plans.plan for insert with check (
  district_id = any ((select platform.scope_districts())::int[]) and (unit_id is null or unit_id = any ((select platform.scope_orgs())::int[])));
drop policy plan_changed on plans.plan;
create policy plan_changed on plans.plan for update using (
  district_id = any ((select platform.scope_districts())::int[]) and (unit_id is null or unit_id = any ((select platform.scope_orgs())::int[])));

-- Of an approved plan the others read its approved versions, never the drafts before.
drop policy version_read on plans.plan_version;
create policy version_read on plans.plan_version for select using (
  (district_id = any ((select platform.scope_districts())::int[]) or (shared and cardinality((select platform.scope_districts())) > 0))
  and (plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[]))
    or (state in ('adopted', 'archived') and plan_id in (select p.plan_id from plans.plan p))));
drop policy version_added on plans.plan_version;
create policy version_added on plans.plan_version for insert with check (
  district_id = any ((select platform.scope_districts())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));
drop policy version_closed on plans.plan_version;
create policy version_closed on plans.plan_version for update using (
  district_id = any ((select platform.scope_districts())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));

drop policy element_read on plans.element;
create policy element_read on plans.element for select using (
  (district_id = any ((select platform.scope_districts())::int[]) or (shared and cardinality((select platform.scope_districts())) > 0))
  and plan_id in (select p.plan_id from plans.plan p));
drop policy element_added on plans.element;
create policy element_added on plans.element for insert with check (
  district_id = any ((select platform.scope_districts())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));
drop policy element_removed on plans.element;
create policy element_removed on plans.element for delete using (
  district_id = any ((select platform.scope_districts())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));

-- Drafts and decisions of a school's plan: those who answer for the school, and those above it.
drop policy draft_read on plans.draft;
create policy draft_read on plans.draft for select using (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));
drop policy draft_added on plans.draft;
create policy draft_added on plans.draft for insert with check (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));
drop policy draft_changed on plans.draft;
create policy draft_changed on plans.draft for update using (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));
drop policy op_read on plans.draft_op;
create policy op_read on plans.draft_op for select using (
  district_id = any ((select platform.scope_inside())::int[]) and draft_id in (select d.draft_id from plans.draft d));
drop policy op_added on plans.draft_op;
create policy op_added on plans.draft_op for insert with check (
  district_id = any ((select platform.scope_inside())::int[]) and draft_id in (select d.draft_id from plans.draft d));
drop policy approval_read on plans.approval;
create policy approval_read on plans.approval for select using (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));
drop policy approval_added on plans.approval;
create policy approval_added on plans.approval for insert with check (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id is null or p.unit_id = any ((select platform.scope_orgs())::int[])));

-- How much of a school's plan serves the district's plan: counts, of which every share is derived. As of the versions that they were counted from.
create table plans.alignment (
  plan_id int primary key references plans.plan,
  district_id int not null references people.org,
  version int not null,
  served_version int not null,
  -- own elements: all; those that name a part of the district's plan; those below such a one
  own int not null check (own >= 0),
  named int not null check (named >= 0),
  carried int not null check (carried >= 0),
  -- the district's priorities: all; those that some own element serves
  priorities int not null check (priorities >= 0),
  priorities_served int not null check (priorities_served >= 0),
  check (named + carried <= own and priorities_served <= priorities)
);
grant select, insert, update on plans.alignment to throughline_app;
alter table plans.alignment enable row level security;
alter table plans.alignment force row level security;
create policy alignment_read on plans.alignment for select using (
  district_id = any ((select platform.scope_inside())::int[]) and plan_id in (select p.plan_id from plans.plan p));
create policy alignment_added on plans.alignment for insert with check (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id = any ((select platform.scope_orgs())::int[])));
create policy alignment_changed on plans.alignment for update using (
  district_id = any ((select platform.scope_inside())::int[])
  and plan_id in (select p.plan_id from plans.plan p where p.unit_id = any ((select platform.scope_orgs())::int[])));
