-- grain: one row a student of grade 9 and school; n of d are on track
-- needs: enrolled, credit-year, param
-- why: students who earn enough credits in grade 9 mostly graduate; a setting says whether failed core courses count too
-- source: CT indicator 7 (credits only) and the Chicago Consortium (credits and core failures); Throughline methods 2.6
-- since: 2026-07-01

with reporting as (
  -- A school of which no course came is not measured.
  select distinct c.org_id from fact_course c cross join param p where c.school_year = p.school_year
)
select e.student_key, e.org_id,
  case when coalesce(c.earned_hundredths, 0) >= p.min_credit_hundredths and coalesce(c.core_failed_sixths, 0) <= p.most_core_failures * 6 then 1 else 0 end as n, 1 as d
from enrolled e
join reporting r on r.org_id = e.org_id
cross join param p
left join credit_year c on c.student_key = e.student_key
where e.grade = 9 and e.is_last_school and e.is_at_end and (e.is_new_to_high_school or not p.first_time_only)
