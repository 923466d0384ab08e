-- Policies of the board and rules from outside, what they oblige to, and how each obligation is kept.

create table work.policy (
  policy_id int generated always as identity primary key,
  district_id int not null references people.org,
  code text not null check (length(code) between 1 and 40),
  kind text not null check (kind in ('policy', 'rule', 'law')),
  title jsonb not null,
  -- where it is written: the number of the policy, the statute, the page
  source text not null default '' check (length(source) <= 300),
  adopted_on date,
  owner_role text not null,
  owner_org int not null references people.org,
  review_by date,
  -- each with a key that stays, a title, and whether the district keeps it once or every school its own
  obligations jsonb not null default '[]',
  ended boolean not null default false,
  version int not null default 1,
  unique (district_id, code)
);
grant select, insert, update on work.policy to throughline_app;
alter table work.policy enable row level security;
alter table work.policy force row level security;
create policy policy_inside on work.policy using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_policy on platform.change for select using (
  case when object = 'work.policy' then exists (select from work.policy p where p.policy_id = object_id::int) end);

-- How an organization keeps one obligation. No row: nobody has looked yet. Never a name or a number of students: what shows it is a duty, a document or an artefact.
create table work.compliance (
  compliance_id int generated always as identity primary key,
  policy_id int not null references work.policy,
  key text not null,
  org_id int not null references people.org,
  district_id int not null references people.org,
  -- duty:12, document:3, artefact:5
  shown_by text check (shown_by ~ '^(duty|document|artefact):[0-9]{1,9}$'),
  -- the version of it that was looked at; empty for a duty
  seen text not null default '',
  note text not null default '' check (length(note) <= 500),
  -- the last day for which the look holds
  until date,
  assessed_by int references people.account,
  assessed_at timestamptz,
  signed_by int references people.account,
  signed_at timestamptz,
  version int not null default 1,
  unique (policy_id, key, org_id),
  check ((assessed_by is null) = (assessed_at is null)),
  check ((signed_by is null) = (signed_at is null)),
  check (signed_by is null or assessed_by is not null),
  constraint second_person_signs_compliance check (signed_by <> assessed_by)
);
grant select, insert, update on work.compliance to throughline_app;
alter table work.compliance enable row level security;
alter table work.compliance force row level security;
create policy compliance_inside on work.compliance using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_compliance on platform.change for select using (
  case when object = 'work.compliance' then exists (select from work.compliance c where c.compliance_id = object_id::int) end);
