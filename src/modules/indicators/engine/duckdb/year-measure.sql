-- grain: one row a student and organization: schools as the definition gave them; zone, district and state for students of two schools
-- why: whoever is counted at two schools is counted once above them, with what happened at both where actions are counted; everybody else is added up from the school
with placed as (
  select o.student_key, o.org_id, o.n, o.d, f.zone_id, f.district_id, f.state_id, count(*) over (partition by o.student_key) > 1 as has_two
  from outcome o
  join fact_org f on f.school_id = o.org_id
),
above as (
  select student_key, unnest([zone_id, district_id, state_id]) as org_id, n, d from placed where has_two
)
select a.student_key, a.org_id, p.place as period, cast(a.n as integer) as n, cast(a.d as integer) as d, not a.has_two as adds_up from placed a cross join param p
union all
select a.student_key, a.org_id, p.place, cast(case when p.adds_actions then sum(a.n) else max(a.n) end as integer), cast(max(a.d) as integer), false
from above a cross join param p where a.org_id is not null group by a.student_key, a.org_id, p.place, p.adds_actions
