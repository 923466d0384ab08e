-- severity: warning
-- after: merging
-- why: A student without a known school gets no enrollment.
select 'users' as file, u.row_no, 'orgSourcedIds' as column_name from state_users u
where u.row_no is not null and not u.deleted and u.active and u.person in ('student', 'both') and not exists (select 1 from memberships m where m.student_id = u.student_id)
