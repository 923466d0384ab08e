-- grain: one row a student, organization and period, with its groups as bits; at levels above a school one row more that takes away what schools add
-- why: levels above are sums of their schools, but for students who moved: there what the schools say is taken away and the student put once.
--      A slot is organization and month, with room for 256 codes of groups after it. Nobody is left out for want of a group
with level_up as (
  select school_id as org_id, unnest([zone_id, district_id, state_id]) as above from fact_org
),
weighed as (
  select student_key, org_id, period, n, d, 1 as students from measure
  union all
  select m.student_key, l.above, m.period, -m.n, -m.d, -1
  from measure m
  join level_up l on l.org_id = m.org_id
  where not m.adds_up and l.above is not null
)
select (cast(w.org_id as bigint) * 16 + w.period) * 256 as slot, coalesce(c.traits, 0) as traits, w.n, w.d, cast(w.students as tinyint) as students
from weighed w
left join student_code c on c.student_key = w.student_key
