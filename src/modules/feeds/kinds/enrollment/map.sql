-- grain: one row a row of the file
-- why: the school and the student as the product knows them, the days as dates
create temp table mapped as
select r.row_no, r.student_id, k.student_key, r.school_year as year_text, as_year(r.school_year) as school_year, r.school_code, o.org_id,
  o.from_date as school_from, o.to_date as school_to, o.low_grade, o.high_grade,
  r.grade as grade_text, as_grade(r.grade) as grade, r.entry_date as entry_text, as_date(r.entry_date) as entry_date,
  r.exit_date as exit_text, as_date(r.exit_date) as exit_date, r.exit_code,
  r."primary" as primary_said, coalesce(as_flag(r."primary"), true) as is_primary, cast(null as date) as day
from raw r
left join known_student k on k.student_id = r.student_id
left join known_org o on o.code = r.school_code and o.kind = 'school'
