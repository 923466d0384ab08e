-- grain: one row a student and school; n of d tested students are proficient
-- needs: assessment, year-trait, param
-- why: the share of tested students at or above the level that counts as proficient
-- source: Throughline methods 1.5 (proficient: level 3 or 4; denominator: valid scores; participation beside it)
-- since: 2026-07-01

with result as (
  -- A whole test of the end of the year, of one of the tests that count; a student with two of them counts once, with the better one.
  select a.student_key, a.org_id, max(a.level) as level
  from fact_assessment a
  cross join param p
  left join student_trait t on t.student_key = a.student_key
  where a.school_year = p.school_year and a.subject = p.subject and a.season = 'end' and a.part = '' and a.participated and a.level is not null
    and strpos(p.state_tests, concat(',', a.assessment, ',')) > 0
    and coalesce(a.grade, t.grade) between p.low_grade and p.high_grade
  group by a.student_key, a.org_id
)
select r.student_key, r.org_id, case when r.level >= p.proficient_level then 1 else 0 end as n, 1 as d
from result r
cross join param p
