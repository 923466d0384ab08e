-- severity: warning
-- why: Not counted as a college of two or four years.
select row_no, 'institution_level' as column_name from mapped where enrolled and level is null
