-- severity: error
-- after: reading
-- why: One of the two dates is wrong.
select file, row_no, column_name from date_pair where last_day < first_day
