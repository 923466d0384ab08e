-- severity: warning
-- after: reading
-- why: The standard knows active and tobedeleted; anything else is read as active.
select file, row_no, 'status' as column_name from line_key where lower(status_said) not in ('active', 'tobedeleted')
