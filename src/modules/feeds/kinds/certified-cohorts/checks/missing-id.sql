-- severity: error
-- why: Everything about a student hangs on the district's id.
select row_no, 'student_id' as column_name from mapped where student_id is null
