-- severity: warning
-- after: reading
-- why: Parents and guardians are not taken: nothing here is about them.
select 'users' as file, row_no, 'role' as column_name from new_users where role in ('family', 'proctor') union all select 'roles', row_no, 'role' from new_roles where role in ('family', 'proctor')
