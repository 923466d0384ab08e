-- severity: warning
-- after: merging
-- why: A student without a grade gets no enrollment: numbers are shown by grade.
select 'users' as file, u.row_no, 'grades' as column_name from state_users u
where u.row_no is not null and not u.deleted and u.active and u.person in ('student', 'both') and as_roster_grade(u.grades) is null
