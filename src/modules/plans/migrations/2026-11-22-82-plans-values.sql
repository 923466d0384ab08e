-- Values of a plan's measures that no student data computes, as an office enters them: one row for each time that somebody said how a measure
-- stood in a period. A correction is one more row, with a reason.

create table plans.entry (
  entry_id int generated always as identity primary key,
  plan_id int not null references plans.plan,
  district_id int not null,
  -- the office that reports the measure; the district where the plan names none that it has
  org_id int not null,
  -- id of the measure in its plan
  measure text not null check (measure <> ''),
  -- a school year by its ending year, or a part of one: 2027, 2027-h1, 2027-t2, 2027-q3, 2027-m09
  period text not null check (period ~ '^[0-9]{4}(-(h[12]|t[1-3]|q[1-4]|m(0[1-9]|1[0-2])))?$'),
  version int not null check (version > 0),
  -- Four things stay four: a value (zero is one), not measured, suppressed, not applicable. Withdrawn: what was entered was taken back.
  state text not null check (state in ('value', 'not_measured', 'suppressed', 'not_applicable', 'withdrawn')),
  -- the measure is about students: what is entered stays inside the district
  students boolean not null,
  -- where the value was read off, or why there is none
  source text not null check (source <> ''),
  reason text not null default '',
  via text not null check (via in ('form', 'grid', 'sheet', 'program')),
  -- the account; null: a system actor
  actor int,
  at timestamptz not null,
  unique (plan_id, measure, period, version),
  constraint corrected_with_reason check (version = 1 or reason <> ''),
  constraint withdrawn_after_something check (version > 1 or state <> 'withdrawn')
);
grant select, insert on plans.entry to throughline_app;
alter table plans.entry enable row level security;
alter table plans.entry force row level security;
create policy entry_read on plans.entry for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy entry_added on plans.entry for insert with check (district_id = any ((select platform.scope_inside())::int[]));

-- The figures of an entry. Apart, so that a reader may know that there is a value without seeing it.
create table plans.entry_value (
  entry_id int primary key references plans.entry,
  district_id int not null,
  org_id int not null,
  -- few students stand behind it: read only by those who read true numbers of the district or of the office
  small boolean not null,
  value jsonb not null check (value is json object)
);
grant select, insert on plans.entry_value to throughline_app;
alter table plans.entry_value enable row level security;
alter table plans.entry_value force row level security;
create policy figure_read on plans.entry_value for select using (
  district_id = any ((select platform.scope_inside())::int[])
  and (not small or district_id = any ((select platform.scope_orgs())::int[]) or org_id = any ((select platform.scope_orgs())::int[])));
create policy figure_added on plans.entry_value for insert with check (district_id = any ((select platform.scope_inside())::int[]));

create function plans.keep_entry() returns trigger language plpgsql as $$
begin
  raise exception 'a value that was entered does not change' using errcode = '55000';
end $$;
create trigger entry_kept before update or delete on plans.entry for each row execute function plans.keep_entry();
create trigger entry_never_emptied before truncate on plans.entry for each statement execute function plans.keep_entry();
create trigger figure_kept before update or delete on plans.entry_value for each row execute function plans.keep_entry();
create trigger figure_never_emptied before truncate on plans.entry_value for each statement execute function plans.keep_entry();
