-- severity: error
-- why: A student has one row a year; the first stands.
select row_no, 'student_id' as column_name
from (select row_no, row_number() over (partition by student_id, school_year order by row_no) as place from mapped where student_id is not null)
where place > 1
