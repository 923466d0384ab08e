-- severity: warning
-- after: reading
-- why: The date is left out; the row is loaded.
select file, row_no, column_name from date_cell where not is_needed and said is not null and day is null
