-- severity: error
-- why: Everything in the lake belongs to a school year.
select row_no, 'school_year' as column_name from mapped where school_year is null
