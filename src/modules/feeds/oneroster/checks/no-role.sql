-- severity: warning
-- after: merging
-- why: Somebody without a role is neither a student nor staff; names of such people are not kept.
select 'users' as file, u.row_no, 'role' as column_name from new_users u
where u.sourced_id is not null and not exists (select 1 from kept_user k where k.id = u.sourced_id and (k.is_student or k.is_staff)) and coalesce(u.role, '') not in ('family', 'proctor')
  and u.sourced_id not in (select user_ref from new_roles where role in ('family', 'proctor') and user_ref is not null) and lower(coalesce(u.status_said, '')) <> 'tobedeleted'
