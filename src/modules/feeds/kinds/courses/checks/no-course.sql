-- severity: error
-- why: Which course it was decides what it counts for.
select row_no, 'course_code' as column_name from mapped where course_code is null or course_code = ''
