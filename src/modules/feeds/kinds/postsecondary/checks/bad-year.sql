-- severity: error
-- why: Entrance is told for a class of graduates.
select row_no, 'graduation_year' as column_name from mapped where school_year is null
