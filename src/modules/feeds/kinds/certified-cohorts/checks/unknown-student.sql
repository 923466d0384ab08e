-- severity: error
-- why: The student stands in no students file yet.
select row_no, 'student_id' as column_name from mapped where student_id is not null and student_key is null
