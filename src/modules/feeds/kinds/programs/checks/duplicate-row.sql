-- severity: error
-- why: The same program twice from the same day; the first row stands.
select row_no, 'program' as column_name
from (select row_no, row_number() over (partition by student_key, school_year, program, from_day order by row_no) as place from mapped where student_key is not null and program is not null)
where place > 1
