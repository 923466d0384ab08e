-- severity: error
-- why: An enrollment belongs to a student.
select row_no, 'student_id' as column_name from mapped where student_id is null
