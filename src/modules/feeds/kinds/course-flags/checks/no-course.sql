-- severity: error
-- why: A flag without a course flags nothing.
select row_no, 'course_code' as column_name from mapped where course_code is null or course_code = ''
