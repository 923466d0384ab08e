-- Board packets are editions; what the board reads before the public does; our response beside a call; the yearly reporting calendar.

alter table publishing.edition drop constraint edition_kind_check;
alter table publishing.edition add constraint edition_kind_check check (kind in ('scorecard', 'packet'));
alter table publishing.edition
  -- the meeting that a packet is for
  add column meeting_on date,
  add constraint packet_has_meeting check ((kind = 'packet') = (meeting_on is not null));

-- An approved packet, for the board and those who lead, from its approval on: the content of its edition and nothing else, so public values only.
create table publishing.packet (
  edition_id int primary key references publishing.edition,
  district_id int not null references people.org,
  number int not null,
  as_of date not null,
  meeting_on date not null,
  content jsonb not null,
  content_digest text not null,
  handed_at timestamptz not null
);
create index on publishing.packet (district_id, number);
grant select, insert, delete on publishing.packet to throughline_app;
alter table publishing.packet enable row level security;
alter table publishing.packet force row level security;
create policy packet_inside on publishing.packet for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy packet_handed on publishing.packet for insert
  with check (district_id = any ((select platform.scope_orgs())::int[]) and district_id = any ((select platform.scope_inside())::int[]));
create policy packet_taken_back on publishing.packet for delete using (district_id = any ((select platform.scope_orgs())::int[]));

-- The board gets exactly what a second person approved (the edition itself refuses an approval by its authors), and keeps what the public has.
create function publishing.keep_packet() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from publishing.edition e where e.edition_id = new.edition_id and e.district_id = new.district_id and e.kind = 'packet'
        and e.state = 'approved' and (e.number, e.as_of, e.meeting_on, e.content_digest) = (new.number, new.as_of, new.meeting_on, new.content_digest)
        and e.content = new.content) then
      raise exception 'the board gets only what was approved' using errcode = '55000';
    end if;
  elsif exists (select from publishing.edition e where e.edition_id = old.edition_id and e.state in ('published', 'superseded')) then
    raise exception 'what the public has is not taken back from the board' using errcode = '55000';
  end if;
  return null;
end $$;
create trigger packet_kept after insert or delete on publishing.packet for each row
  when (current_user = 'throughline_app') execute function publishing.keep_packet();

-- What the district does about a promise that is behind or missed: written beforehand by who answers for it.
create table publishing.response (
  response_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- the promise as the plan names it: plan:every-day-2026/g1/t1
  promise text not null check (length(promise) between 1 and 300),
  words jsonb not null check (words is json object),
  owner_role text not null,
  owner_org int not null references people.org,
  by_on date not null,
  version int not null default 1,
  unique (district_id, promise)
);
grant select, insert, update on publishing.response to throughline_app;
alter table publishing.response enable row level security;
alter table publishing.response force row level security;
create policy response_inside on publishing.response using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_response on platform.change for select using (
  case when object = 'publishing.response' then exists (select from publishing.response r where r.response_id = object_id::int) end);

-- The yearly calendar of reports to the board. When a report was made stands with its due item in work.
create table publishing.board_report (
  board_report_id int generated always as identity primary key,
  district_id int not null references people.org,
  school_year smallint not null check (school_year between 2000 and 2100),
  title jsonb not null check (title is json object),
  owner_role text not null,
  owner_org int not null references people.org,
  -- the meeting at which the board has it
  due_on date not null,
  listed boolean not null default true,
  version int not null default 1
);
create index on publishing.board_report (district_id, school_year);
grant select, insert, update on publishing.board_report to throughline_app;
alter table publishing.board_report enable row level security;
alter table publishing.board_report force row level security;
create policy board_report_inside on publishing.board_report using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_board_report on platform.change for select using (
  case when object = 'publishing.board_report' then exists (select from publishing.board_report r where r.board_report_id = object_id::int) end);
