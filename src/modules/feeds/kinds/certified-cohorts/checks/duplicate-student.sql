-- severity: error
-- why: A student has one answer in one cohort; the first row stands.
select row_no, 'student_id' as column_name
from (select row_no, row_number() over (partition by student_key, school_year, years order by row_no) as place from mapped where student_key is not null)
where place > 1
