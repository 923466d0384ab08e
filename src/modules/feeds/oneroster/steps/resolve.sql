-- grain: one row a row of the roster as it stands with this bundle
-- why: which of our organizations and students each row is about, and what follows for schools and staff

-- Districts and schools: as a person matched them, else by the identifier, else by the roster's own id. A lone district is ours whatever it is called.
update state_orgs set org_id = null;
update state_orgs as s set org_id = m.org_id
from (
  select distinct on (o.sourced_id) o.sourced_id, k.org_id
  from state_orgs o
  left join said_school h on h.sourced_id = o.sourced_id
  join known_org k on k.kind = case o.kind when 'school' then 'school' when 'district' then 'district' when 'department' then case when h.code is null then 'office' else k.kind end end
    and (k.code = h.code or (h.code is null and (k.code = o.identifier or k.code = o.sourced_id)))
  where not o.deleted
  order by o.sourced_id, k.code = o.identifier desc, k.org_id
) m
where m.sourced_id = s.sourced_id;
update state_orgs set org_id = (select district_id from param)
where kind = 'district' and org_id is null and not deleted and (select count(*) from state_orgs where kind = 'district' and not deleted) = 1;

create or replace temp table org_of as
select o.sourced_id, o.org_id, k.kind, k.code from state_orgs o left join (select distinct org_id, kind, code from known_org) k on k.org_id = o.org_id where not o.deleted;

-- The school year that the roster is about: that of today's sessions, else of the last ones that began.
create or replace temp table roster_year as
select coalesce(
  (select max(school_year) from state_sessions, param where not deleted and kind = 'schoolYear' and today between start_date and end_date),
  (select max(school_year) from state_sessions, param where not deleted and today between start_date and end_date),
  (select max(school_year) from state_sessions, param where not deleted and start_date <= today),
  (select current_year from param_year)) as school_year;

-- Who has which role where: in version 1.1 the row of the user says it for each of its organizations, in 1.2 a file of its own.
create or replace temp table user_role as
select u.sourced_id as user_ref, u.role, r.ref as org_ref, cast(null as date) as begin_date, cast(null as date) as end_date, r.place,
  case when u.primary_ref is not null then r.ref = u.primary_ref end as said_primary
from state_users u, lateral (
  select unnest(case when u.org_refs is null then [cast(null as varchar)] else string_split(u.org_refs, ',') end) as ref,
    generate_subscripts(case when u.org_refs is null then [cast(null as varchar)] else string_split(u.org_refs, ',') end, 1) as place
) r
where not u.deleted and u.role is not null
union all
select r.user_ref, r.role, r.org_ref, r.begin_date, r.end_date, 1, r.role_type is distinct from 'secondary'
from state_roles r where not r.deleted and r.role is not null;

create or replace temp table person_of as
select user_ref, coalesce(bool_or(role = 'student'), false) as is_student, coalesce(bool_or(is_staff_role(role)), false) as is_staff from user_role group by user_ref;

-- Students keep the id that they were once matched with; a new one is known by the identifier, and by the roster's own id only without one:
-- that id may be somebody else's student id.
update state_users as s
set person = coalesce(m.person, m.was, s.person), active = m.person is not null, student_id = m.student_id
from (
  select u.sourced_id, n.person as was,
    case when p.is_student and p.is_staff then 'both' when p.is_student then 'student' when p.is_staff then 'staff' end as person,
    case when p.is_student or coalesce(n.person, u.person) in ('student', 'both')
      then coalesce(n.student_id, u.student_id, nullif(trim(u.identifier), ''), u.sourced_id) end as student_id
  from state_users u
  left join person_of p on p.user_ref = u.sourced_id and not u.deleted
  left join now_users n on n.sourced_id = u.sourced_id
) m
where m.sourced_id = s.sourced_id;
create or replace temp table doubled as
select sourced_id, row_no from (
  select u.sourced_id, u.row_no, row_number() over (partition by u.student_id order by n.student_id is null, u.sourced_id) as place
  from state_users u left join now_users n on n.sourced_id = u.sourced_id
  where u.active and not u.deleted and u.person in ('student', 'both')
) where place > 1;
delete from state_users where person is null or sourced_id in (select sourced_id from doubled) or (person in ('student', 'both') and not deleted and (given_name is null or family_name is null));

update state_classes set org_id = (select o.org_id from org_of o where o.sourced_id = state_classes.school_ref and o.kind = 'school');
update state_courses set org_id = (select o.org_id from org_of o where o.sourced_id = state_courses.org_ref);
create or replace temp table class_of as select sourced_id, org_id from state_classes where not deleted;
update state_enrollments set org_id = null;
update state_enrollments set org_id = c.org_id from class_of c where c.sourced_id = state_enrollments.class_ref;

create or replace temp table staff_roles as
select distinct r.user_ref, r.role, o.org_id, r.begin_date as from_date, r.end_date as to_date
from user_role r
join state_users u on u.sourced_id = r.user_ref and not u.deleted and u.person in ('staff', 'both')
left join org_of o on o.sourced_id = r.org_ref
where is_staff_role(r.role) and (r.begin_date is null or r.end_date is null or r.begin_date <= r.end_date);

-- Membership in a school is not membership in a class, but the first class is the best that is known of the first day when the roster does not say it.
create or replace temp table first_class as
select e.user_ref, e.org_id, min(e.begin_date) as day
from state_enrollments e, roster_year y
where not e.deleted and e.role = 'student' and e.org_id is not null and e.begin_date between make_date(y.school_year - 1, 7, 1) and make_date(y.school_year, 6, 30)
group by e.user_ref, e.org_id;

create or replace temp table memberships as
with place as (
  select u.student_id, r.user_ref, o.org_id, as_roster_grade(u.grades) as grade,
    case when count(*) = count(r.begin_date) then min(r.begin_date) end as begin_date, case when count(*) = count(r.end_date) then max(r.end_date) end as end_date,
    bool_or(r.said_primary) as said_primary, min(r.place) as place
  from user_role r
  join state_users u on u.sourced_id = r.user_ref and not u.deleted and u.active and u.student_id is not null
  join org_of o on o.sourced_id = r.org_ref and o.kind = 'school'
  where r.role = 'student' and (r.begin_date is null or r.end_date is null or r.begin_date <= r.end_date)
  group by u.student_id, r.user_ref, o.org_id, u.grades
)
select p.student_id, p.org_id, y.school_year, p.grade, p.begin_date, p.end_date, f.day as first_class,
  coalesce(p.said_primary, row_number() over (partition by p.student_id order by p.place, p.org_id) = 1) as is_primary
from place p cross join roster_year y
left join first_class f on f.user_ref = p.user_ref and f.org_id = p.org_id
where (p.end_date is null or p.end_date >= make_date(y.school_year - 1, 7, 1)) and (p.begin_date is null or p.begin_date <= make_date(y.school_year, 6, 30));

-- Every cell that names another row, with what it leads to.
create or replace temp table ref_cell as
select 'orgs' as file, row_no, 'parentSourcedId' as column_name, parent_ref as ref, 'orgs' as target, false as is_hard from state_orgs where row_no is not null and not deleted
union all select 'academicSessions', row_no, 'parentSourcedId', parent_ref, 'academicSessions', false from state_sessions where row_no is not null and not deleted
union all select 'courses', row_no, 'orgSourcedId', org_ref, 'orgs', false from state_courses where row_no is not null and not deleted
union all select 'courses', row_no, 'schoolYearSourcedId', session_ref, 'academicSessions', false from state_courses where row_no is not null and not deleted
union all select 'classes', row_no, 'schoolSourcedId', school_ref, 'orgs', true from state_classes where row_no is not null and not deleted
union all select 'classes', row_no, 'courseSourcedId', course_ref, 'courses', false from state_classes where row_no is not null and not deleted
union all select 'classes', row_no, 'termSourcedIds', unnest(string_split(term_refs, ',')), 'academicSessions', false from state_classes where row_no is not null and not deleted and term_refs is not null
union all select 'users', row_no, 'orgSourcedIds', unnest(string_split(org_refs, ',')), 'orgs', false from state_users where row_no is not null and not deleted and org_refs is not null
union all select 'users', row_no, 'primaryOrgSourcedId', primary_ref, 'orgs', false from state_users where row_no is not null and not deleted
union all select 'roles', row_no, 'userSourcedId', user_ref, 'users', true from state_roles where row_no is not null and not deleted
union all select 'roles', row_no, 'orgSourcedId', org_ref, 'orgs', true from state_roles where row_no is not null and not deleted
union all select 'enrollments', row_no, 'classSourcedId', class_ref, 'classes', true from state_enrollments where row_no is not null and not deleted
union all select 'enrollments', row_no, 'schoolSourcedId', school_ref, 'orgs', false from state_enrollments where row_no is not null and not deleted
union all select 'enrollments', row_no, 'userSourcedId', user_ref, 'users', true from state_enrollments where row_no is not null and not deleted
union all select 'demographics', row_no, 'sourcedId', sourced_id, 'students', true from state_demographics where row_no is not null and not deleted;

create or replace temp table target_key as
select 'orgs' as target, sourced_id from state_orgs where not deleted
union all select 'academicSessions', sourced_id from state_sessions where not deleted
union all select 'courses', sourced_id from state_courses where not deleted
union all select 'classes', sourced_id from state_classes where not deleted
union all select 'users', sourced_id from state_users where not deleted
-- Families and others who are not taken are no broken references.
union all select 'users', sourced_id from new_users where coalesce(role, '') in ('family', 'proctor')
union all select 'users', user_ref from new_roles where coalesce(role, '') in ('family', 'proctor')
union all select 'students', sourced_id from state_users where not deleted and person in ('student', 'both');
