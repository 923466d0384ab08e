-- grain: one row a student, school and day that was not simply present
select student_key, org_id, day, school_year, status, cast(portion as smallint) as portion from clean where status <> 'present'
union all
select r.student_key, r.org_id, r.day, c.school_year,
  case r.kind when 2 then 'excused' when 3 then 'unexcused' when 4 then 'disciplinary' when 5 then 'in_school_suspension' else 'tardy' end,
  cast(r.portion as smallint)
from sound_row r join calendar c on c.org_id = r.org_id and c.day = r.day
