-- grain: one row a student of grade 9 and school; n of d are on track
-- needs: enrolled, credit-year, param
-- why: students who earn enough credits in grade 9 mostly graduate; a setting says whether failed core courses count too
-- source: CT indicator 7 (credits only) and the Chicago Consortium (credits and core failures); Throughline methods 2.6
-- since: 2026-07-01

select e.student_key, e.org_id,
  case when coalesce(c.earned_hundredths, 0) >= p.min_credit_hundredths and coalesce(c.core_semesters_failed, 0) <= p.most_core_failures then 1 else 0 end as n, 1 as d
from enrolled e
cross join param p
left join credit_year c on c.student_key = e.student_key
where e.grade = 9 and e.is_last_school
