-- severity: error
-- why: The day decides the school year.
select row_no, 'date' as column_name from mapped where day is null
