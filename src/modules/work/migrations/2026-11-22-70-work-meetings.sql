-- Committees and councils, their meetings, minutes, decisions and actions. What has to be done about them are due items like all others.

create table work.committee (
  committee_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- the organization that it works for: the district, a zone, an office, a school
  org_id int not null references people.org,
  slug text not null,
  kind text not null check (kind in ('cabinet', 'steering', 'subcommittee', 'advisory', 'council', 'board', 'team')),
  name jsonb not null,
  purpose jsonb not null default '{}',
  reports_to int references work.committee,
  -- fewest members who have to be there; null: more than half of the seats of the day
  quorum int check (quorum between 1 and 200),
  -- when it meets, as a recurring duty says it; null: one by one
  rule jsonb,
  -- points that stand on every agenda
  standing jsonb not null default '[]',
  -- its approved minutes may be read by families
  open_minutes boolean not null default false,
  from_date date not null,
  to_date date,
  version int not null default 1,
  unique (district_id, slug),
  check (reports_to <> committee_id),
  check (to_date is null or to_date >= from_date)
);

create table work.committee_member (
  member_id int generated always as identity primary key,
  committee_id int not null references work.committee,
  district_id int not null references people.org,
  part text not null check (part in ('chair', 'secretary', 'member')),
  owner_role text,
  owner_org int references people.org,
  owner_account int references people.account,
  -- a seat of somebody without an account here: "Parent, elected"; never a name
  seat text not null default '' check (length(seat) <= 80),
  from_date date not null,
  to_date date,
  check ((owner_role is null) = (owner_org is null)),
  check ((owner_role is not null)::int + (owner_account is not null)::int + (seat <> '')::int = 1),
  check (to_date is null or to_date >= from_date)
);
create index on work.committee_member (committee_id, from_date);

create table work.meeting (
  meeting_id int generated always as identity primary key,
  district_id int not null references people.org,
  committee_id int not null references work.committee,
  -- which occurrence of the rule it is, or the day of a single one: the same whatever happens to its day
  key text not null,
  -- what the rule says; held_on differs once a person moved it
  planned_on date not null,
  held_on date not null,
  starts_at text not null default '' check (starts_at ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])?$'),
  place text not null default '' check (length(place) <= 200),
  state text not null default 'planned' check (state in ('planned', 'called_off')),
  minutes text not null default 'none' check (minutes in ('none', 'draft', 'approved')),
  -- seats that were there, others who were there as a number, and how many had to be
  present int[] not null default '{}',
  guests int not null default 0 check (guests between 0 and 2000),
  quorum int,
  approved_on date,
  approved_by int references people.account,
  -- the later meeting that approved the minutes; null: the chair did
  approved_in int references work.meeting,
  -- this meeting may be read by families: its minutes are approved and its committee opens them
  open_minutes boolean not null default false,
  version int not null default 1,
  unique (committee_id, key),
  check ((minutes = 'approved') = (approved_on is not null)),
  check (not open_minutes or minutes = 'approved')
);
create index on work.meeting (committee_id, held_on);

create table work.meeting_point (
  point_id int generated always as identity primary key,
  meeting_id int not null references work.meeting,
  district_id int not null references people.org,
  kind text not null check (kind in ('minutes', 'standing', 'action', 'measure', 'item', 'own')),
  -- what it was built from, unique within the meeting: item:12
  key text not null,
  title jsonb not null,
  -- what the program says of it, in both languages
  facts jsonb not null default '{}',
  href text,
  -- what whoever proposed it adds
  about text not null default '' check (length(about) <= 2000),
  by_account int references people.account,
  place int not null,
  listed boolean not null default true,
  -- a person moved it or took it off: building the agenda again leaves that
  settled boolean not null default false,
  minutes text not null default '' check (length(minutes) <= 10000),
  unique (meeting_id, key)
);

create table work.decision (
  decision_id int generated always as identity primary key,
  meeting_id int not null references work.meeting,
  committee_id int not null references work.committee,
  district_id int not null references people.org,
  point_id int references work.meeting_point,
  -- numbered within the committee and the school year
  year int not null,
  number int not null,
  words text not null check (length(words) between 1 and 2000),
  -- counts only, never who
  votes_for int check (votes_for between 0 and 500),
  votes_against int check (votes_against between 0 and 500),
  abstained int check (abstained between 0 and 500),
  listed boolean not null default true,
  unique (committee_id, year, number)
);
create index on work.decision (meeting_id);

create table work.meeting_action (
  action_id int generated always as identity primary key,
  meeting_id int not null references work.meeting,
  district_id int not null references people.org,
  point_id int references work.meeting_point,
  words text not null check (length(words) between 1 and 300),
  lang text not null check (lang in ('en', 'es')),
  owner_role text,
  owner_org int references people.org,
  owner_account int references people.account,
  due_on date not null,
  listed boolean not null default true,
  check ((owner_role is null) = (owner_org is null)),
  check (owner_role is null or owner_account is null)
);
create index on work.meeting_action (meeting_id);

-- What is wrong in approved minutes is said beside them; their text stays.
create table work.minutes_correction (
  correction_id int generated always as identity primary key,
  meeting_id int not null references work.meeting,
  district_id int not null references people.org,
  point_id int references work.meeting_point,
  decision_id int references work.decision,
  words text not null check (length(words) between 1 and 2000),
  reason text not null check (length(reason) between 1 and 500),
  on_date date not null,
  by_account int references people.account,
  check (point_id is null or decision_id is null)
);
create index on work.minutes_correction (meeting_id);

-- Approved minutes stand, whoever writes: of the meeting only who may read it changes, and its version, which counts the corrections beside it.
create function work.keep_meeting() returns trigger language plpgsql as $$
begin
  if old.minutes = 'approved' and (tg_op = 'DELETE'
    or (to_jsonb(new) - 'open_minutes' - 'version') is distinct from (to_jsonb(old) - 'open_minutes' - 'version')) then
    raise exception 'approved minutes do not change' using errcode = '55000';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger meeting_kept before update or delete on work.meeting for each row execute function work.keep_meeting();

-- The same for points, decisions and actions, also for one that would be added, moved in or moved out. The row is held: nobody approves it meanwhile.
create function work.keep_minutes() returns trigger language plpgsql as $$
declare
  stands text;
begin
  for stands in select m.minutes from work.meeting m where m.meeting_id in (old.meeting_id, new.meeting_id) order by m.meeting_id for share loop
    if stands = 'approved' then
      raise exception 'approved minutes do not change' using errcode = '55000';
    end if;
  end loop;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger point_kept before insert or update or delete on work.meeting_point for each row execute function work.keep_minutes();
create trigger decision_kept before insert or update or delete on work.decision for each row execute function work.keep_minutes();
create trigger action_kept before insert or update or delete on work.meeting_action for each row execute function work.keep_minutes();

-- A correction is said once. It stands beside approved minutes only.
create function work.keep_correction() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'a correction of minutes does not change' using errcode = '55000';
  end if;
  perform from work.meeting m where m.meeting_id = new.meeting_id and m.minutes <> 'approved';
  if found then
    raise exception 'minutes that are not approved are changed themselves' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger correction_kept before insert or update or delete on work.minutes_correction for each row execute function work.keep_correction();

grant select, insert, update on work.committee, work.committee_member, work.meeting, work.meeting_point, work.decision, work.meeting_action
  to throughline_app;
grant select, insert on work.minutes_correction to throughline_app;

alter table work.committee enable row level security;
alter table work.committee force row level security;
alter table work.committee_member enable row level security;
alter table work.committee_member force row level security;
alter table work.meeting enable row level security;
alter table work.meeting force row level security;
alter table work.meeting_point enable row level security;
alter table work.meeting_point force row level security;
alter table work.decision enable row level security;
alter table work.decision force row level security;
alter table work.meeting_action enable row level security;
alter table work.meeting_action force row level security;
alter table work.minutes_correction enable row level security;
alter table work.minutes_correction force row level security;

create policy committee_inside on work.committee using (district_id = any ((select platform.scope_inside())::int[]));
create policy committee_member_inside on work.committee_member using (district_id = any ((select platform.scope_inside())::int[]));
create policy meeting_inside on work.meeting using (district_id = any ((select platform.scope_inside())::int[]));
create policy meeting_point_inside on work.meeting_point using (district_id = any ((select platform.scope_inside())::int[]));
create policy decision_inside on work.decision using (district_id = any ((select platform.scope_inside())::int[]));
create policy meeting_action_inside on work.meeting_action using (district_id = any ((select platform.scope_inside())::int[]));
create policy correction_inside on work.minutes_correction using (district_id = any ((select platform.scope_inside())::int[]));

-- Approved minutes that a committee opens are read by everybody with a role in the district; who sat there and what is to be done are not.
create policy committee_open on work.committee for select
  using (open_minutes and district_id = any ((select platform.scope_districts())::int[]));
create policy meeting_open on work.meeting for select
  using (open_minutes and district_id = any ((select platform.scope_districts())::int[]));
create policy meeting_point_open on work.meeting_point for select
  using (listed and district_id = any ((select platform.scope_districts())::int[])
    and exists (select from work.meeting m where m.meeting_id = meeting_point.meeting_id and m.open_minutes));
create policy decision_open on work.decision for select
  using (listed and district_id = any ((select platform.scope_districts())::int[])
    and exists (select from work.meeting m where m.meeting_id = decision.meeting_id and m.open_minutes));
create policy correction_open on work.minutes_correction for select
  using (district_id = any ((select platform.scope_districts())::int[])
    and exists (select from work.meeting m where m.meeting_id = minutes_correction.meeting_id and m.open_minutes));

create policy change_of_committee on platform.change for select using (
  case when object = 'work.committee' then exists (select from work.committee c where c.committee_id = object_id::int
    and c.district_id = any ((select platform.scope_inside())::int[])) end);
create policy change_of_meeting on platform.change for select using (
  case when object = 'work.meeting' then exists (select from work.meeting m where m.meeting_id = object_id::int
    and m.district_id = any ((select platform.scope_inside())::int[])) end);
