-- severity: warning
-- why: The school does not have this grade, as far as is known.
select row_no, 'grade' as column_name from mapped where grade < low_grade or grade > high_grade
