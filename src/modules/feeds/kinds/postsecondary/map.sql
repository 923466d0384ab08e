-- grain: one row a row of the file
-- why: the file names every graduate that was looked for, so that nobody is missing from the denominator
create temp table mapped as
select r.row_no, r.student_id, k.student_key, r.graduation_year as year_text, as_year(r.graduation_year) as school_year, r.school_code, o.org_id, r.enrolled as enrolled_said, as_flag(r.enrolled) as enrolled,
  r.first_enrolled as day_text, as_date(r.first_enrolled) as day, r.institution_level as level_said,
  case when regexp_matches(lower(r.institution_level), '^4') then 4 when regexp_matches(lower(r.institution_level), '^2') then 2 when regexp_matches(lower(r.institution_level), '^(less|1|<)') then 1 end as level
from raw r
left join known_student k on k.student_id = r.student_id
left join known_org o on o.code = r.school_code and o.kind = 'school'
