-- severity: warning
-- after: reading
-- why: A delta says of each row what became of it; without a word it is read as active.
select file, row_no, 'status' as column_name from line_key semi join (select file from file_mode where mode = 'delta') using (file) where status_said is null
