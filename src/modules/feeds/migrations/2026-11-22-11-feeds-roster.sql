-- Which version of a district's roster stands in the tables of people. It differs from the pointer for the moment between a purge and the job that follows it.
create table feeds.roster_state (
  org_id int primary key,
  version int not null
);
alter table feeds.roster_state enable row level security;
alter table feeds.roster_state force row level security;
create policy roster_state_run on feeds.roster_state using (org_id = any ((select feeds.runs())::int[]));
grant select, insert, update, delete on feeds.roster_state to throughline_app;

-- Organizations of a bundle that are none of ours: what the steward is asked to match.
alter table feeds.import add column unmatched jsonb not null default '[]';
