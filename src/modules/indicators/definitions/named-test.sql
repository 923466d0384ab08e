-- grain: one row a student and school; n of d took the test (or reached the level)
-- needs: assessment, param
-- why: a district follows tests of its own, whole or one part of them, in one season of the year
-- source: Throughline methods 2.16 and 6.2 (the edition and the reason not tested stay with every score)
-- since: 2026-07-01

with asked as (
  -- An edition that is named must fit: levels of two editions are not the same thing.
  select a.student_key, a.org_id, bool_or(a.participated) as took, max(case when a.participated then a.level end) as level
  from fact_assessment a
  cross join param p
  where a.school_year = p.school_year and strpos(p.tests, concat(',', a.assessment, ',')) > 0 and a.subject = p.subject and a.part = p.part and a.season = p.season
    and (p.edition = '' or a.edition = p.edition)
  group by a.student_key, a.org_id
)
select a.student_key, a.org_id, case when p.asks_level then case when a.level >= p.from_level then 1 else 0 end when a.took then 1 else 0 end as n, 1 as d
from asked a
cross join param p
where not p.asks_level or a.level is not null
