-- grain: one row a student and school; n ten-thousandths of the own target that d students reached, or how many reached all of it
-- needs: assessment, year-trait, param
-- why: growth is measured against each student's own target, as the file of the test says it
-- source: CT indicators 2a to 2f; Throughline methods 1.6 (at most 110 percent a student; the share who met the target is another measure)
-- since: 2026-07-01

with reached as (
  select a.student_key, a.org_id, a.subject, max(a.target_share) as portion
  from fact_assessment a
  cross join param p
  left join student_trait t on t.student_key = a.student_key
  where a.school_year = p.school_year and strpos(p.subjects, concat(',', a.subject, ',')) > 0 and a.season = 'end' and a.part = ''
    and a.participated and a.target_share is not null
    and strpos(p.tests, concat(',', a.assessment, ',')) > 0
    and coalesce(a.grade, t.grade) between p.low_grade and p.high_grade
  group by a.student_key, a.org_id, a.subject
)
-- Several subjects of one test (literacy, oral) are one mean a student, and all of them must be met.
select r.student_key, r.org_id,
  case when p.asks_met then case when min(r.portion) >= 1 then 1 else 0 end
    else cast(round(avg(least(greatest(r.portion * 100, p.lowest), p.highest)) * 100) as integer) end as n,
  1 as d
from reached r
cross join param p
group by r.student_key, r.org_id, p.asks_met
