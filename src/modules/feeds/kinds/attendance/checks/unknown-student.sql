-- severity: error
-- why: The student stands in no students file yet, or the id is mistyped.
select row_no, 'student_id' as column_name from mapped where student_key is null
