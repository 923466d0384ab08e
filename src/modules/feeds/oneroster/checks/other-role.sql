-- severity: warning
-- after: merging
-- why: A place in a class as a student is for students, one as a teacher for staff; the row has no effect while the two do not agree.
select 'enrollments' as file, e.row_no, 'role' as column_name
from state_enrollments e
join state_users u on u.sourced_id = e.user_ref and not u.deleted and u.active
join class_of c on c.sourced_id = e.class_ref
where e.row_no is not null and not e.deleted and e.role is not null
  and u.person not in ('both', case when e.role = 'student' then 'student' else 'staff' end)
