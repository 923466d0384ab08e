-- What a roster says (OneRoster): staff, courses, classes, who sits and teaches in them, terms; and the access roles that follow from it.
-- Every row keeps the roster's own id (`sourced_id`) and the words of its references (`..._ref`), so that a delta names rows and a reference that arrives later
-- resolves by itself. Without foreign keys among them: a reference may point to nothing for a while, and the loader checks.
-- `deleted`: a tombstone, so that an older delta does not bring a row back.

-- Districts and schools as the roster names them, and which of our organizations each is.
create table people.roster_org (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  name text,
  kind text,
  identifier text,
  parent_ref text,
  org_id int,
  primary key (district_id, sourced_id)
);

-- Terms, semesters, grading periods, years. They never change the calendar.
create table people.term (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  title text,
  kind text,
  start_date date,
  end_date date,
  parent_ref text,
  school_year smallint,
  primary key (district_id, sourced_id)
);

create table people.course (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  title text,
  code text,
  grades text,
  subjects text,
  org_ref text,
  session_ref text,
  org_id int,
  primary key (district_id, sourced_id)
);

create table people.class (
  class_id int generated always as identity unique,
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  title text,
  code text,
  kind text,
  grades text,
  subjects text,
  course_ref text,
  school_ref text,
  -- ids of terms, parted by commas
  term_refs text,
  -- the school; null while it is not known here
  org_id int,
  primary key (district_id, sourced_id)
);

-- Staff. The e-mail is kept because people sign in with it; of students there is none.
create table people.staff (
  staff_id int generated always as identity unique,
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  given_name text,
  family_name text,
  identifier text,
  email text,
  -- as the users file of version 1.1 says it; version 1.2 has a file of roles
  role text,
  org_refs text,
  primary_ref text,
  enabled boolean,
  -- has a role of staff in the roster now
  active boolean not null,
  account_id int references people.account,
  primary key (district_id, sourced_id),
  unique (district_id, account_id)
);

-- Where somebody of the staff works as what: worked out of the rows above at every load.
create table people.staff_role (
  district_id int not null,
  staff_id int not null,
  role text not null,
  -- null: an organization of the roster that is not known here
  org_id int,
  from_date date,
  to_date date,
  unique nulls not distinct (district_id, staff_id, role, org_id, from_date)
);

-- Students as the roster names them. Names and birth dates stand in people.student alone.
create table people.roster_student (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  identifier text,
  grades text,
  role text,
  org_refs text,
  primary_ref text,
  enabled boolean,
  active boolean not null,
  student_key bigint,
  primary key (district_id, sourced_id)
);
create index on people.roster_student (student_key);

create table people.roster_demographic (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  gender text,
  race text,
  student_key bigint,
  primary key (district_id, sourced_id)
);
create index on people.roster_demographic (student_key);

-- The file of roles of version 1.2.
create table people.roster_role (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  user_ref text,
  role_type text,
  role text,
  org_ref text,
  begin_date date,
  end_date date,
  student_key bigint,
  primary key (district_id, sourced_id)
);
create index on people.roster_role (student_key);

-- Which students a roster puts at which school: worked out at every load, and compared with the next one to see who left.
create table people.roster_membership (
  district_id int not null,
  student_key bigint not null,
  org_id int not null,
  school_year smallint not null,
  grade smallint,
  begin_date date,
  end_date date,
  -- the first day that a class gives
  first_class date,
  is_primary boolean not null,
  primary key (district_id, student_key, org_id)
);
create index on people.roster_membership (student_key);

-- Who sits or teaches in a class.
create table people.class_member (
  district_id int not null,
  sourced_id text not null,
  modified_at timestamptz,
  deleted boolean not null,
  class_ref text,
  school_ref text,
  user_ref text,
  role text,
  is_primary boolean,
  begin_date date,
  end_date date,
  -- these are null while the reference leads nowhere
  class_id int,
  org_id int,
  student_key bigint,
  staff_id int,
  primary key (district_id, sourced_id)
);
create index on people.class_member (student_key);
create index on people.class_member (class_id);

-- Which role of the roster gives which role here. No row: none (a teacher is a teacher unless a row says otherwise).
create table people.roster_grant (
  district_id int not null references people.org,
  roster_role text not null,
  -- null: this role of the roster gives none
  role text,
  version int not null default 1,
  primary key (district_id, roster_role)
);

-- Where a role comes from. One that the roster gave ends with it, unless a person changed it by hand: then the roster neither ends nor gives it again.
alter table people.role_held add column source text not null default 'hand' check (source in ('hand', 'roster'));
alter table people.role_held add column changed_by_hand boolean not null default false;
create index on people.role_held (district_id) where source = 'roster';
-- A role of the roster that had not begun, or began today, goes when the roster takes it back: an end lies a day before at the earliest, and until then it would open
-- what it opens. History keeps that it was given.
grant delete on people.role_held to throughline_app;
create policy role_taken_back on people.role_held for delete
  using (source = 'roster' and not changed_by_hand and (select people.by_system()) and district_id = any ((select platform.scope_districts())::int[]));

do $$
declare
  one text;
  mine text := '((select people.by_system()) and district_id = any ((select platform.scope_districts())::int[]))';
begin
  foreach one in array array['roster_org', 'term', 'course', 'class', 'staff', 'staff_role', 'roster_student', 'roster_demographic', 'roster_role',
      'roster_membership', 'class_member', 'roster_grant'] loop
    execute format('alter table people.%I enable row level security', one);
    execute format('alter table people.%I force row level security', one);
    execute format('create policy %I on people.%I using %s', one || '_loaded', one, mine);
    execute format('grant select, insert, update, delete on people.%I to throughline_app', one);
  end loop;
  -- Terms, courses and the names of the roster's schools say nothing about a person.
  foreach one in array array['roster_org', 'term', 'course'] loop
    execute format('create policy %I on people.%I for select using (district_id = any ((select platform.scope_districts())::int[]))', one || '_seen', one);
  end loop;
end
$$;

-- Classes and staff: whoever sees the true numbers of the school or district; administrators, because accounts follow from staff.
create policy class_seen on people.class for select
  using (org_id = any ((select platform.scope_orgs())::int[]) or district_id = any ((select platform.scope_orgs())::int[]));
create policy staff_seen on people.staff for select
  using (account_id = (select platform.scope_actor()) or district_id = any ((select platform.scope_orgs())::int[])
    or district_id = any ((select people.trusted_orgs())::int[]));
create policy staff_role_seen on people.staff_role for select
  using (org_id = any ((select platform.scope_orgs())::int[]) or district_id = any ((select platform.scope_orgs())::int[])
    or district_id = any ((select people.trusted_orgs())::int[]));
-- A student in a class is a record of a student; a teacher in it is not.
create policy class_member_seen on people.class_member for select
  using (org_id = any ((select platform.scope_students())::int[]) or district_id = any ((select platform.scope_students())::int[])
    or (staff_id is not null and student_key is null
      and (org_id = any ((select platform.scope_orgs())::int[]) or district_id = any ((select platform.scope_orgs())::int[]))));
-- What a roster gives is chosen by an administrator of the whole district.
create policy roster_grant_chosen on people.roster_grant
  using (district_id = any ((select people.trusted_orgs())::int[]));
