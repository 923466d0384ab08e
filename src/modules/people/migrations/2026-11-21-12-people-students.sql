-- Identity and enrollment of students, under row security, and the log of every read.

-- The first school year whose enrollment opens a student to a school; nobody when it was not set.
create function people.from_year() returns int language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('throughline.from_year', true), '')::int, 32767) $$;

-- 52 random bits of the operating system's source: below 2^53, so that JavaScript holds it exactly; it says nothing about the student.
create function people.new_student_key() returns bigint language sql volatile
  as $$ select ('x' || substr(u, 1, 12) || substr(u, 32, 1))::bit(52)::bigint from (select replace(gen_random_uuid()::text, '-', '') as u) $$;

create table people.enrollment (
  enrollment_id bigint generated always as identity primary key,
  student_key bigint not null,
  -- Organization and district without a foreign key: the loader takes both from people.org, row security checks both, and 20,000 look-ups cost as much as the load.
  org_id int not null,
  district_id int not null,
  school_year smallint not null,
  grade smallint not null check (grade between -1 and 12),
  entry_date date not null,
  -- the last day of membership; null while enrolled
  exit_date date,
  exit_code text,
  is_primary boolean not null default true,
  check (exit_date is null or exit_date >= entry_date)
);
create index on people.enrollment (student_key, school_year);
create index on people.enrollment (district_id, school_year);
create index on people.enrollment (org_id, school_year);
grant select, insert, update, delete on people.enrollment to throughline_app;
alter table people.enrollment enable row level security;
alter table people.enrollment force row level security;
create policy enrollment_seen on people.enrollment using (org_id = any ((select platform.scope_students())::int[]));

create table people.student (
  student_key bigint primary key default people.new_student_key() check (student_key >= 0 and student_key < 9007199254740992),
  district_id int not null,
  external_id text not null,
  last_name text not null,
  first_name text not null,
  birth_date date,
  home_language text,
  unique (district_id, external_id)
);
alter table people.enrollment add foreign key (student_key) references people.student;
grant select, insert, update, delete on people.student to throughline_app;
alter table people.student enable row level security;
alter table people.student force row level security;
-- A district's people see its students; a school's see those with a spell there in the current or a later year.
create policy student_seen on people.student
  using (district_id = any ((select platform.scope_students())::int[])
    or exists (select from people.enrollment e where e.student_key = student.student_key and e.school_year >= (select people.from_year())
      and e.org_id = any ((select platform.scope_students())::int[])));

create table people.student_year (
  student_key bigint not null references people.student,
  district_id int not null,
  school_year smallint not null,
  race text check (race in ('american_indian', 'asian', 'black', 'hispanic', 'pacific_islander', 'two_or_more', 'white')),
  gender text check (gender in ('female', 'male', 'nonbinary')),
  econ boolean,
  el boolean,
  swd boolean,
  residency text check (residency in ('resident', 'nonresident')),
  primary key (student_key, school_year)
);
create index on people.student_year (district_id, school_year);
grant select, insert, update, delete on people.student_year to throughline_app;
alter table people.student_year enable row level security;
alter table people.student_year force row level security;
create policy student_year_seen on people.student_year
  using (district_id = any ((select platform.scope_students())::int[])
    or exists (select from people.enrollment e where e.student_key = student_year.student_key and e.school_year >= (select people.from_year())
      and e.org_id = any ((select platform.scope_students())::int[])));

-- How many students a school has: a count for the list of schools, without a way to the students.
create table people.enrolled (
  org_id int not null references people.org,
  district_id int not null,
  school_year smallint not null,
  students int not null,
  primary key (org_id, school_year)
);
grant select, insert, update, delete on people.enrolled to throughline_app;
alter table people.enrolled enable row level security;
alter table people.enrolled force row level security;
create policy enrolled_seen on people.enrolled using (district_id = any ((select platform.scope_districts())::int[]));

-- Every read of students' names or records: who, where, what for, whom. Append-only.
create table people.student_read (
  read_id bigint generated always as identity primary key,
  at timestamptz not null,
  actor int,
  actor_name text not null,
  org_id int not null references people.org,
  purpose text not null,
  reason text not null default '',
  students int not null,
  student_keys bigint[] not null
);
create index on people.student_read (org_id, at desc);
create index on people.student_read (actor, at desc);
grant select, insert on people.student_read to throughline_app;
alter table people.student_read enable row level security;
alter table people.student_read force row level security;
create policy read_written on people.student_read for insert
  with check (actor is not distinct from (select platform.scope_actor()) and actor_name = current_setting('throughline.name', true)
    and (org_id = any ((select platform.scope_students())::int[]) or org_id = any ((select platform.scope_orgs())::int[])));
create policy read_watched on people.student_read for select
  using (actor = (select platform.scope_actor()) or org_id = any ((select people.trusted_orgs())::int[]));
