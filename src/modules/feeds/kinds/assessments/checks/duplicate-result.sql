-- severity: error
-- why: One result a student, test, subject and season: the first stands.
select row_no, 'assessment' as column_name
from (select row_no, row_number() over (partition by student_key, school_year, assessment, subject, edition, part, season order by row_no) as place from mapped where student_key is not null and assessment is not null and subject is not null)
where place > 1
