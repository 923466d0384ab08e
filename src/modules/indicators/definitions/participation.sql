-- grain: one row a student and school; n of d students took the test
-- needs: assessment, year-trait, param
-- why: a rate of proficiency says little when many were not tested; the file names everybody who should have been
-- source: Throughline methods 1.1 (indicator 3: 95 percent) and 1.5
-- since: 2026-07-01

with asked as (
  select a.student_key, a.org_id, bool_or(a.participated) as participated
  from fact_assessment a
  cross join param p
  left join student_trait t on t.student_key = a.student_key
  where a.school_year = p.school_year and a.subject = p.subject and a.season = 'end' and a.part = ''
    and strpos(p.state_tests, concat(',', a.assessment, ',')) > 0
    and coalesce(a.grade, t.grade) between p.low_grade and p.high_grade
  group by a.student_key, a.org_id
)
select student_key, org_id, case when participated then 1 else 0 end as n, 1 as d
from asked
