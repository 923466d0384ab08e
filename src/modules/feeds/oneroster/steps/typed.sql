-- grain: one row a row of a file
-- why: every cell as the product writes it; references stay the words of the bundle
create or replace temp table new_orgs as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said, name,
  type as kind_said, case when lower(type) in ('department', 'school', 'district', 'local', 'state', 'national') then lower(type) end as kind, identifier, "parentSourcedId" as parent_ref
from in_orgs;

create or replace temp table new_sessions as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said, title,
  type as kind_said, case lower(type) when 'gradingperiod' then 'gradingPeriod' when 'semester' then 'semester' when 'schoolyear' then 'schoolYear' when 'term' then 'term' end as kind,
  "startDate" as start_said, as_date("startDate") as start_date, "endDate" as end_said, as_date("endDate") as end_date, "parentSourcedId" as parent_ref,
  "schoolYear" as year_said, coalesce(as_year("schoolYear"), cast(year(as_date("endDate")) + case when month(as_date("endDate")) >= 7 then 1 else 0 end as integer)) as school_year
from "in_academicSessions";

create or replace temp table new_courses as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said, title, "courseCode" as code,
  grades, subjects, "orgSourcedId" as org_ref, "schoolYearSourcedId" as session_ref
from in_courses;

create or replace temp table new_classes as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said, title, "classCode" as code,
  "classType" as kind_said, case when lower("classType") in ('homeroom', 'scheduled') then lower("classType") end as kind, grades, subjects,
  "courseSourcedId" as course_ref, "schoolSourcedId" as school_ref, nullif(array_to_string(as_refs("termSourcedIds"), ','), '') as term_refs
from in_classes;

create or replace temp table new_users as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said,
  "givenName" as given_name, "familyName" as family_name, identifier, email, grades, role as role_said, as_roster_role(role) as role,
  nullif(array_to_string(as_refs("orgSourcedIds"), ','), '') as org_refs, "primaryOrgSourcedId" as primary_ref, "enabledUser" as enabled_said, as_truth("enabledUser") as enabled
from in_users;

create or replace temp table new_roles as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said, "userSourcedId" as user_ref,
  "roleType" as type_said, case when lower("roleType") in ('primary', 'secondary') then lower("roleType") end as role_type, role as role_said, as_roster_role(role) as role,
  "orgSourcedId" as org_ref, "beginDate" as begin_said, as_date("beginDate") as begin_date, "endDate" as end_said, as_date("endDate") as end_date
from in_roles;

create or replace temp table new_enrollments as
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said, "classSourcedId" as class_ref,
  "schoolSourcedId" as school_ref, "userSourcedId" as user_ref, role as role_said, as_roster_role(role) as role, "primary" as primary_said, as_truth("primary") as is_primary,
  "beginDate" as begin_said, as_date("beginDate") as begin_date, "endDate" as end_said, as_date("endDate") as end_date
from in_enrollments;

create or replace temp table new_demographics as
with told as (
  select *, as_truth("americanIndianOrAlaskaNative") as american_indian, as_truth(asian) as is_asian, as_truth("blackOrAfricanAmerican") as black,
    as_truth("nativeHawaiianOrOtherPacificIslander") as pacific_islander, as_truth(white) as is_white, as_truth("demographicRaceTwoOrMoreRaces") as two_or_more,
    as_truth("hispanicOrLatinoEthnicity") as hispanic
  from in_demographics
),
counted as (
  select *, list_filter([case when american_indian then 'american_indian' end, case when is_asian then 'asian' end, case when black then 'black' end,
    case when pacific_islander then 'pacific_islander' end, case when is_white then 'white' end], lambda x: x is not null) as races
  from told
)
-- The federal way of counting: Hispanic of any race first, then two or more, then the one race (OMB Directive 15 as reported to EDFacts).
select row_no, "sourcedId" as sourced_id, status as status_said, as_moment("dateLastModified") as modified_at, "dateLastModified" as modified_said,
  "birthDate" as birth_said, as_date("birthDate") as birth_date, sex as sex_said,
  case when lower(sex) in ('female', 'male') then lower(sex) end as gender,
  case when hispanic then 'hispanic' when two_or_more or len(races) > 1 then 'two_or_more' when len(races) = 1 then races[1] end as race
from counted;

-- Every row by its own id, whatever its file.
create or replace temp table line_key as
select 'orgs' as file, row_no, sourced_id, status_said, modified_said, modified_at from new_orgs
union all select 'academicSessions', row_no, sourced_id, status_said, modified_said, modified_at from new_sessions
union all select 'courses', row_no, sourced_id, status_said, modified_said, modified_at from new_courses
union all select 'classes', row_no, sourced_id, status_said, modified_said, modified_at from new_classes
union all select 'users', row_no, sourced_id, status_said, modified_said, modified_at from new_users
union all select 'roles', row_no, sourced_id, status_said, modified_said, modified_at from new_roles
union all select 'enrollments', row_no, sourced_id, status_said, modified_said, modified_at from new_enrollments
union all select 'demographics', row_no, sourced_id, status_said, modified_said, modified_at from new_demographics;

-- Every row by its own id, as it is known now.
create or replace temp table now_key as
select 'orgs' as file, sourced_id, modified_at, deleted from now_orgs
union all select 'academicSessions', sourced_id, modified_at, deleted from now_sessions
union all select 'courses', sourced_id, modified_at, deleted from now_courses
union all select 'classes', sourced_id, modified_at, deleted from now_classes
union all select 'users', sourced_id, modified_at, deleted from now_users
union all select 'roles', sourced_id, modified_at, deleted from now_roles
union all select 'enrollments', sourced_id, modified_at, deleted from now_enrollments
union all select 'demographics', sourced_id, modified_at, deleted from now_demographics;

-- Every cell that holds a day.
create or replace temp view date_cell as
select 'academicSessions' as file, row_no, 'startDate' as column_name, start_said as said, start_date as day, true as is_needed from new_sessions
union all select 'academicSessions', row_no, 'endDate', end_said, end_date, true from new_sessions
union all select 'roles', row_no, 'beginDate', begin_said, begin_date, false from new_roles
union all select 'roles', row_no, 'endDate', end_said, end_date, false from new_roles
union all select 'enrollments', row_no, 'beginDate', begin_said, begin_date, false from new_enrollments
union all select 'enrollments', row_no, 'endDate', end_said, end_date, false from new_enrollments
union all select 'demographics', row_no, 'birthDate', birth_said, birth_date, false from new_demographics;

create or replace temp view date_pair as
select 'academicSessions' as file, row_no, 'endDate' as column_name, start_date as first_day, end_date as last_day from new_sessions
union all select 'roles', row_no, 'endDate', begin_date, end_date from new_roles
union all select 'enrollments', row_no, 'endDate', begin_date, end_date from new_enrollments;

-- Every cell that holds one of a few words.
create or replace temp view word_cell as
select 'orgs' as file, row_no, 'type' as column_name, kind_said as said, kind as word from new_orgs
union all select 'academicSessions', row_no, 'type', kind_said, kind from new_sessions
union all select 'classes', row_no, 'classType', kind_said, kind from new_classes
union all select 'users', row_no, 'role', role_said, role from new_users
union all select 'users', row_no, 'enabledUser', enabled_said, cast(enabled as varchar) from new_users
union all select 'roles', row_no, 'role', role_said, role from new_roles
union all select 'roles', row_no, 'roleType', type_said, role_type from new_roles
union all select 'enrollments', row_no, 'role', role_said, role from new_enrollments
union all select 'enrollments', row_no, 'primary', primary_said, cast(is_primary as varchar) from new_enrollments
union all select 'demographics', row_no, 'sex', sex_said, case when lower(sex_said) in ('other', 'unspecified') then 'none' else gender end from new_demographics;

-- Every cell that must hold something.
create or replace temp view need_cell as
select 'orgs' as file, row_no, 'name' as column_name, name as said from new_orgs
union all select 'orgs', row_no, 'type', kind_said from new_orgs
union all select 'academicSessions', row_no, 'title', title from new_sessions
union all select 'courses', row_no, 'title', title from new_courses
union all select 'classes', row_no, 'title', title from new_classes
union all select 'classes', row_no, 'schoolSourcedId', school_ref from new_classes
union all select 'users', u.row_no, 'givenName', u.given_name from new_users u semi join (select id from kept_user where is_student or is_staff) k on k.id = u.sourced_id
union all select 'users', u.row_no, 'familyName', u.family_name from new_users u semi join (select id from kept_user where is_student or is_staff) k on k.id = u.sourced_id
union all select 'roles', row_no, 'userSourcedId', user_ref from new_roles
union all select 'roles', row_no, 'orgSourcedId', org_ref from new_roles
union all select 'roles', row_no, 'role', role_said from new_roles
union all select 'enrollments', row_no, 'classSourcedId', class_ref from new_enrollments
union all select 'enrollments', row_no, 'userSourcedId', user_ref from new_enrollments
union all select 'enrollments', row_no, 'role', role_said from new_enrollments;
