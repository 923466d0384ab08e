-- severity: error
-- after: reading
-- why: A bulk file holds what there is; a row that is to be deleted is left out of it.
select file, row_no, 'status' as column_name from line_key semi join (select file from file_mode where mode = 'bulk') using (file) where lower(status_said) = 'tobedeleted'
