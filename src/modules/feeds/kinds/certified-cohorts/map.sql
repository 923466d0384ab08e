-- grain: one row a row of the file
-- why: the state's answer about each student, kept beside ours and never mixed with it
create temp table mapped as
select r.row_no, r.student_id, k.student_key, r.school_code, o.org_id, as_year(r.cohort_year) as school_year, as_flag(r.in_cohort) as in_cohort, as_flag(r.graduated) as graduated,
  left(nullif(trim(r.removal_code), ''), 40) as removal_code, r.cohort_years as years_text,
  case when r.cohort_years is null or trim(r.cohort_years) in ('', '4', '4-year', 'four') then 4 when trim(r.cohort_years) in ('6', '6-year', 'six') then 6 end as years
from raw r
left join known_student k on k.student_id = r.student_id
left join known_org o on o.code = r.school_code and o.kind = 'school'
