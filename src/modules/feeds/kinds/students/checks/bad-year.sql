-- severity: error
-- why: Groups belong to a school year: they change from one to the next.
select row_no, 'school_year' as column_name from mapped where school_year is null
