-- severity: error
-- why: A day that cannot be read is no day.
select row_no, 'date' as column_name from mapped where day is null
