-- severity: error
-- why: A cohort is named by the year in which its four years end.
select row_no, 'cohort_year' as column_name from mapped where school_year is null
