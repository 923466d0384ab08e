-- grain: one row a student of grades 6 to 12 and school; n of d have what the setting asks for
-- needs: enrolled, program, param
-- why: a success plan is a plan that was worked on this year; whether an adult is named is a second question, and both together a third
-- source: C.G.S. 10-221a(j); Throughline methods 2.9
-- since: 2026-07-01

with as_of as (
  -- A year that is over is asked about its last day, whenever it is computed.
  select least(today, last_day) as day from param
),
active as (
  select m.student_key,
    bool_or(m.updated_day is not null and m.updated_day >= p.first_day) as is_updated,
    bool_or(coalesce(m.adult_named, false)) as has_adult
  from fact_program m
  cross join param p
  cross join as_of o
  where m.school_year = p.school_year and m.program = 'success_plan' and coalesce(m.from_day, p.first_day) <= o.day and coalesce(m.to_day, o.day) >= o.day
  group by m.student_key
),
reporting as (
  -- A school of which no plan came is not measured.
  select distinct e.org_id
  from fact_program m
  cross join param p
  join enrolled e on e.student_key = m.student_key and e.is_last_school and e.is_at_end
  where m.school_year = p.school_year and m.program = 'success_plan'
)
select e.student_key, e.org_id,
  case when (coalesce(a.is_updated, false) or not p.asks_plan) and (coalesce(a.has_adult, false) or not p.asks_adult) then 1 else 0 end as n, 1 as d
from enrolled e
join reporting r on r.org_id = e.org_id
cross join param p
left join active a on a.student_key = e.student_key
where e.grade between p.low_grade and p.high_grade and e.is_last_school
