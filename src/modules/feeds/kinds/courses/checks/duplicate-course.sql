-- severity: error
-- why: The same course and term twice would count its credit twice; the first stands.
select row_no, 'course_code' as column_name
from (select row_no, row_number() over (partition by student_key, school_year, org_id, course_code, term, is_summer order by row_no) as place from mapped where student_key is not null and course_code is not null)
where place > 1
