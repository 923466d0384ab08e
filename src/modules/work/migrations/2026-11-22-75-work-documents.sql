-- Documents: guidance and procedures of the offices, from draft to the people who have read them.

create table work.document (
  document_id int generated always as identity primary key,
  district_id int not null references people.org,
  kind text not null check (kind in ('guidance', 'procedure', 'model', 'form', 'other')),
  title jsonb not null,
  -- the office that owns it: whoever has the role at that organization
  owner_role text not null,
  owner_org int not null references people.org,
  state text not null default 'draft' check (state in ('draft', 'review', 'approved', 'disseminated', 'superseded')),
  -- the newest of its versions; 0: none yet
  number int not null default 0 check (number >= 0),
  -- the version that holds for its readers: the newest that was disseminated
  in_force int check (in_force >= 1),
  approved_by int references people.account,
  review_by date,
  -- until when those who must have acknowledged it
  acknowledge_by date,
  superseded_by int references work.document,
  version int not null default 1,
  check (in_force <= number),
  check (superseded_by <> document_id),
  constraint approved_has_approver check (state not in ('approved', 'disseminated') or approved_by is not null)
);
create index on work.document (district_id, state);
grant select, insert, update on work.document to throughline_app;
alter table work.document enable row level security;
alter table work.document force row level security;
create policy document_inside on work.document using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_document on platform.change for select using (
  case when object = 'work.document' then exists (select from work.document d where d.document_id = object_id::int) end);

create table work.document_version (
  document_id int not null references work.document,
  number int not null check (number >= 1),
  district_id int not null references people.org,
  kind text not null check (kind in ('file', 'link')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint,
  name text,
  type text,
  url text check (url like 'https://%' and length(url) <= 500),
  -- what is new in it
  note text not null default '' check (length(note) <= 500),
  brought_by int not null references people.account,
  brought_at timestamptz not null,
  primary key (document_id, number),
  check ((kind = 'file') = (sha256 is not null and size is not null and name is not null and type is not null)),
  check ((kind = 'link') = (url is not null))
);
grant select, insert on work.document_version to throughline_app;
alter table work.document_version enable row level security;
alter table work.document_version force row level security;
create policy document_version_inside on work.document_version
  using (district_id = any ((select platform.scope_inside())::int[]));
create policy document_version_swept on work.document_version for select
  using ((select platform.by_system()) and current_setting('throughline.name', true) = 'system:sweep');

-- For whom it is: a role (empty: everybody who takes part in the work) at an organization or below it.
create table work.document_audience (
  document_id int not null references work.document,
  role text not null,
  org_id int not null references people.org,
  district_id int not null references people.org,
  must_acknowledge boolean not null,
  primary key (document_id, role, org_id)
);
grant select, insert, delete on work.document_audience to throughline_app;
alter table work.document_audience enable row level security;
alter table work.document_audience force row level security;
create policy document_audience_inside on work.document_audience
  using (district_id = any ((select platform.scope_inside())::int[]));

-- Who was asked to read which version, who opened it, who said so.
create table work.document_reader (
  document_id int not null,
  number int not null,
  account_id int not null references people.account,
  district_id int not null references people.org,
  asked_on date not null,
  must_acknowledge boolean not null,
  opened_at timestamptz,
  acknowledged_at timestamptz,
  -- the person is no longer among those for whom it is
  left_on date,
  primary key (document_id, number, account_id),
  foreign key (document_id, number) references work.document_version
);
create index on work.document_reader (account_id);
grant select, insert, update on work.document_reader to throughline_app;
alter table work.document_reader enable row level security;
alter table work.document_reader force row level security;
create policy document_reader_inside on work.document_reader
  using (district_id = any ((select platform.scope_inside())::int[]));
