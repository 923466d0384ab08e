-- severity: error
-- why: Grades are PK, K and 1 to 12.
select row_no, 'grade' as column_name from mapped where grade is null
