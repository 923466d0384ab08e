-- What the law asks for: forgetting one student, one student's whole record, the register of disclosures, and the directory opt-out.

-- Whose parents (or who, being of age) refused that directory information is given out: 34 CFR 99.37. Such a person stands in no list.
create table people.directory_opt_out (
  student_key bigint primary key references people.student,
  district_id int not null,
  since date not null,
  source text not null check (source in ('file', 'hand')),
  set_by text not null
);
create index on people.directory_opt_out (district_id);
grant select, insert, update, delete on people.directory_opt_out to throughline_app;
alter table people.directory_opt_out enable row level security;
alter table people.directory_opt_out force row level security;
create policy opt_out_seen on people.directory_opt_out
  using (district_id = any ((select platform.scope_students())::int[])
    or exists (select from people.enrollment e where e.student_key = directory_opt_out.student_key and e.school_year >= (select people.from_year())
      and e.org_id = any ((select platform.scope_students())::int[])));

-- A request to forget one student, and what became of it. Who it is about stands apart and goes when it is done.
create table people.forgetting (
  forgetting_id int generated always as identity primary key,
  district_id int not null references people.org,
  reason text not null,
  state text not null check (state in ('asked', 'refused', 'running', 'done', 'lifted')),
  asked_by int,
  asked_name text not null,
  asked_at timestamptz not null,
  decided_by int,
  decided_name text,
  decided_at timestamptz,
  done_at timestamptz,
  -- what was taken away, counted
  counts jsonb not null default '{}',
  version int not null default 1
);
create index on people.forgetting (district_id, asked_at desc);
grant select, insert, update on people.forgetting to throughline_app;
alter table people.forgetting enable row level security;
alter table people.forgetting force row level security;
-- People who may ask or decide: set after the check of their role, because an administrator decides without seeing a student.
create policy forgetting_seen on people.forgetting
  using (district_id = any ((select people.trusted_orgs())::int[])
    or ((select people.by_system()) and district_id = any ((select platform.scope_districts())::int[])));

create table people.forgetting_subject (
  forgetting_id int primary key references people.forgetting,
  district_id int not null,
  -- null: the id stands in files only, nobody of this district has it
  student_key bigint,
  external_id text not null,
  last_name text not null default '',
  first_name text not null default '',
  -- the roster's own ids of the person
  refs text[] not null default '{}'
);
grant select, insert, update, delete on people.forgetting_subject to throughline_app;
alter table people.forgetting_subject enable row level security;
alter table people.forgetting_subject force row level security;
create policy subject_seen on people.forgetting_subject using (district_id = any ((select platform.scope_students())::int[]));

-- Ids that were forgotten, as keyed hashes: so that the next file, or a restored backup, does not bring the person back.
create table people.forgotten_key (
  district_id int primary key references people.org,
  key text not null
);
create table people.forgotten (
  district_id int not null references people.org,
  mark text not null,
  forgetting_id int references people.forgetting,
  at timestamptz not null,
  primary key (district_id, mark)
);
grant select, insert on people.forgotten_key to throughline_app;
grant select, insert, delete on people.forgotten to throughline_app;
alter table people.forgotten_key enable row level security;
alter table people.forgotten_key force row level security;
alter table people.forgotten enable row level security;
alter table people.forgotten force row level security;
create policy forgotten_key_system on people.forgotten_key
  using ((select people.by_system()) and district_id = any ((select platform.scope_districts())::int[]));
create policy forgotten_system on people.forgotten
  using ((select people.by_system()) and district_id = any ((select platform.scope_districts())::int[]));

create function people.mark(key text, external_id text) returns text language sql immutable parallel safe
  as $$ select encode(sha256(convert_to(key || ':' || encode(sha256(convert_to(key || ':' || external_id, 'UTF8')), 'hex'), 'UTF8')), 'hex') $$;

-- Whoever loads students: an id that was forgotten does not come back. Set-based, so that a large file does not wait for it.
create function people.keep_forgotten() returns trigger language plpgsql as $$
begin
  if exists (select from people.forgotten f where f.district_id in (select n.district_id from fresh n)) then
    delete from people.student s using fresh n, people.forgotten_key k, people.forgotten f
    where s.student_key = n.student_key and k.district_id = n.district_id and f.district_id = n.district_id and f.mark = people.mark(k.key, n.external_id);
  end if;
  return null;
end
$$;
create trigger student_forgotten after insert on people.student
  referencing new table as fresh for each statement execute function people.keep_forgotten();

-- The log of reads stays when a student is forgotten: the key becomes null, the count stays. Nothing else of it can be changed.
create function people.only_forget() returns trigger language plpgsql as $$
begin
  if cardinality(new.student_keys) <> cardinality(old.student_keys)
    or exists (select from generate_subscripts(old.student_keys, 1) i where new.student_keys[i] is not null and new.student_keys[i] is distinct from old.student_keys[i]) then
    raise exception 'the log of reads is not changed' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger read_only_forget before update on people.student_read for each row execute function people.only_forget();
grant update (student_keys) on people.student_read to throughline_app;
create index on people.student_read using gin (student_keys);
create policy read_by_system on people.student_read for select
  using ((select people.by_system()) and org_id = any ((select platform.scope_students())::int[]));
create policy read_forgotten on people.student_read for update
  using ((select people.by_system()) and org_id = any ((select platform.scope_students())::int[]));

-- One student's whole record, opened by one person for one reason (34 CFR 99.10). The prepared file lies in the home and goes after some days.
create table people.record (
  record_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- where the reader's scope covers the student: the school, or the district
  org_id int not null references people.org,
  -- null once the student was forgotten
  student_key bigint,
  opened_by int not null,
  opened_name text not null,
  reason text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('preparing', 'ready', 'failed', 'over')),
  failure_code text,
  ready_at timestamptz
);
create index on people.record (opened_by, opened_at desc);
create index on people.record (district_id, expires_at) where state <> 'over';
grant select, insert, update on people.record to throughline_app;
alter table people.record enable row level security;
alter table people.record force row level security;
create policy record_own on people.record
  using ((opened_by = (select platform.scope_actor()) and org_id = any ((select platform.scope_students())::int[]))
    or ((select people.by_system()) and district_id = any ((select platform.scope_districts())::int[])));

-- The register of disclosures and of requests for them (34 CFR 99.32).
create table people.disclosure (
  disclosure_id int generated always as identity primary key,
  district_id int not null references people.org,
  -- the organization that gave the records out
  org_id int not null references people.org,
  on_date date not null,
  party text not null,
  party_kind text not null,
  -- the rule that allows it: records/exceptions.ts
  basis text not null,
  interest text not null,
  what text not null,
  was_given boolean not null default true,
  students int not null,
  entered_by int,
  entered_name text not null,
  entered_at timestamptz not null,
  version int not null default 1
);
create index on people.disclosure (district_id, on_date desc);
create table people.disclosure_student (
  disclosure_id int not null references people.disclosure,
  n int not null,
  district_id int not null,
  -- null once the student was forgotten
  student_key bigint,
  primary key (disclosure_id, n)
);
create index on people.disclosure_student (student_key);
grant select, insert, update on people.disclosure to throughline_app;
grant select, insert on people.disclosure_student to throughline_app;
grant update (student_key) on people.disclosure_student to throughline_app;
alter table people.disclosure_student enable row level security;
alter table people.disclosure_student force row level security;
create policy disclosed_seen on people.disclosure_student
  using (district_id = any ((select platform.scope_students())::int[])
    or exists (select from people.enrollment e where e.student_key = disclosure_student.student_key and e.school_year >= (select people.from_year())
      and e.org_id = any ((select platform.scope_students())::int[])));
alter table people.disclosure enable row level security;
alter table people.disclosure force row level security;
-- Whoever may see one of the students, and whoever answers for the organization that gave the records out.
create policy disclosure_seen on people.disclosure for select
  using (org_id = any ((select platform.scope_students())::int[])
    or exists (select from people.disclosure_student s where s.disclosure_id = disclosure.disclosure_id));
create policy disclosure_added on people.disclosure for insert
  with check (org_id = any ((select platform.scope_students())::int[]));
create policy disclosure_changed on people.disclosure for update
  using (org_id = any ((select platform.scope_students())::int[]));

-- The history of a request is for those who may decide it; of a disclosure for whoever may see it.
create policy change_of_forgetting on platform.change for select using (
  object = 'people.forgetting' and org_id = any ((select people.trusted_orgs())::int[]));
create policy change_of_disclosure on platform.change for select using (
  case when object = 'people.disclosure' and cardinality((select platform.scope_students())) > 0
    then exists (select from people.disclosure d where d.disclosure_id = object_id::int) end);
