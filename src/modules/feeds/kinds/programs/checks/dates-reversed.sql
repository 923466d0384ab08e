-- severity: error
-- why: The end cannot come before the beginning.
select row_no, 'to_date' as column_name from mapped where to_day < from_day
