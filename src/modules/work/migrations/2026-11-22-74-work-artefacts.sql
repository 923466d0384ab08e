-- Artefacts: what there is to show. A file or a link, attached to what it shows, brought by one person and signed by another.

-- Done only once there is an artefact that waits for a signature or has one.
alter table work.item add column needs_artefact boolean not null default false;
-- Each occurrence needs an artefact; otherwise a note that says where it is will do.
alter table work.duty add column needs_artefact boolean not null default false;

create table work.artefact (
  artefact_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- the organization that it is about: whoever leads it may sign
  org_id int not null references people.org,
  -- the newest of its versions
  number int not null default 1 check (number >= 1),
  removed boolean not null default false,
  -- why it was removed
  reason text not null default '' check (length(reason) <= 500),
  version int not null default 1,
  check (not removed or reason <> '')
);
grant select, insert, update on work.artefact to throughline_app;
alter table work.artefact enable row level security;
alter table work.artefact force row level security;
create policy artefact_inside on work.artefact using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_artefact on platform.change for select using (
  case when object = 'work.artefact' then exists (select from work.artefact a where a.artefact_id = object_id::int) end);

-- A newer version keeps the older ones, each with the signature that it got.
create table work.artefact_version (
  artefact_id int not null references work.artefact,
  number int not null check (number >= 1),
  district_id int not null references people.org,
  -- what it shows, in one line, and the day of what it shows
  title text not null check (length(title) between 1 and 200),
  made_on date not null,
  kind text not null check (kind in ('file', 'link')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint,
  name text,
  type text,
  url text check (url like 'https://%' and length(url) <= 500),
  brought_by int not null references people.account,
  brought_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'sent_back')),
  signed_by int references people.account,
  signed_at timestamptz,
  reason text not null default '' check (length(reason) <= 500),
  -- its bytes were taken away for good; the row stays
  erased_at timestamptz,
  primary key (artefact_id, number),
  check ((kind = 'file') = (sha256 is not null and size is not null and name is not null and type is not null)),
  check ((kind = 'link') = (url is not null)),
  check ((state = 'waiting') = (signed_by is null)),
  check ((signed_by is null) = (signed_at is null)),
  constraint second_person_signs check (signed_by <> brought_by),
  constraint sent_back_says_why check (state <> 'sent_back' or reason <> '')
);
grant select, insert, update on work.artefact_version to throughline_app;
alter table work.artefact_version enable row level security;
alter table work.artefact_version force row level security;
create policy artefact_version_inside on work.artefact_version
  using (district_id = any ((select platform.scope_inside())::int[]));
-- The sweep of files that no row names looks at the files of every district, or it would take theirs away.
create policy artefact_version_swept on work.artefact_version for select
  using ((select platform.by_system()) and current_setting('throughline.name', true) = 'system:sweep');

-- What an artefact shows: item:12, element:<plan>/<id>, measure:<plan>/<id>, meeting:3.
create table work.artefact_subject (
  artefact_id int not null references work.artefact,
  subject text not null check (subject ~ '^(item|meeting):[0-9]{1,9}$' or subject ~ '^(element|measure):[^/]{1,100}/[^/]{1,100}$'),
  district_id int not null references people.org,
  primary key (artefact_id, subject)
);
create index on work.artefact_subject (district_id, subject);
grant select, insert on work.artefact_subject to throughline_app;
alter table work.artefact_subject enable row level security;
alter table work.artefact_subject force row level security;
create policy artefact_subject_inside on work.artefact_subject
  using (district_id = any ((select platform.scope_inside())::int[]));
