-- severity: error
-- why: Only the four-year and the six-year cohort are compared.
select row_no, 'cohort_years' as column_name from mapped where years is null
