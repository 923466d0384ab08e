-- severity: error
-- why: A course counts for one thing; the first row stands.
select row_no, 'course_code' as column_name
from (select row_no, row_number() over (partition by course_code, school_year order by row_no) as place from mapped where course_code is not null)
where place > 1
