-- State reporting: which recurring duties are submissions, and what was sent each time. Their days come from the duties alone.

create table work.submission (
  submission_id int generated always as identity primary key,
  district_id int not null references people.org,
  duty_id int not null unique references work.duty,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,29}$'),
  recipient text not null check (length(recipient) between 1 and 200),
  ended boolean not null default false,
  version int not null default 1,
  unique (district_id, code)
);
grant select, insert, update on work.submission to throughline_app;
alter table work.submission enable row level security;
alter table work.submission force row level security;
create policy submission_inside on work.submission using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_submission on platform.change for select using (
  case when object = 'work.submission' then exists (select from work.submission s where s.submission_id = object_id::int) end);

-- One occurrence that was sent: what, when, by whom, and the receipt among what was brought for it.
create table work.sending (
  item_id int primary key references work.item,
  district_id int not null references people.org,
  what text not null check (length(what) between 1 and 500),
  sent_on date not null,
  sent_by int not null references people.account,
  receipt_id int references work.artefact,
  version int not null default 1
);
grant select, insert, update on work.sending to throughline_app;
alter table work.sending enable row level security;
alter table work.sending force row level security;
create policy sending_inside on work.sending using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_sending on platform.change for select using (
  case when object = 'work.sending' then exists (select from work.sending s where s.item_id = object_id::int) end);
