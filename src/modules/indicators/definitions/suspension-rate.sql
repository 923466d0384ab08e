-- grain: one row a student and school; n of d students were suspended or expelled at least once
-- needs: enrolled, discipline
-- why: students, not actions: whoever was suspended five times counts once
-- source: Throughline methods 2.4 (unduplicated; denominator: everybody enrolled at any time of the year)
-- since: 2026-07-01

with action as (
  select distinct a.student_key, a.org_id
  from fact_discipline a
  cross join param p
  where a.school_year = p.school_year and a.day <= p.today and a.action in ('iss', 'oss', 'expulsion')
),
removed as (
  -- At the school of the action; where the student was never enrolled there, at the last school, so that nobody is lost above.
  select distinct a.student_key, coalesce(here.org_id, l.org_id) as org_id
  from action a
  left join enrolled here on here.student_key = a.student_key and here.org_id = a.org_id
  left join enrolled l on l.student_key = a.student_key and l.is_last_school
),
known as (
  -- Without any file of the year nothing is known; a school without an incident in it has none.
  select count(*) as actions from fact_discipline a cross join param p where a.school_year = p.school_year
)
select e.student_key, e.org_id, case when r.student_key is not null then 1 else 0 end as n, 1 as d
from enrolled e
cross join param p
cross join known k
left join removed r on r.student_key = e.student_key and r.org_id = e.org_id
where e.grade between p.low_grade and p.high_grade and k.actions > 0
