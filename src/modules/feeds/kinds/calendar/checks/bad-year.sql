-- severity: error
-- why: The year says which school year the day belongs to.
select row_no, 'school_year' as column_name from mapped where school_year is null
