-- grain: one row an organization, period, group set and group value
-- why: students are counted once for the seven finest sets; the other five are sums of those, and levels above a school are sums of schools
--      for students who stayed at one
with finest as (
  select 1 as set_id, slot + (traits & 255) as cell, sum(n) as n, sum(d) as d, sum(students) as students from coded group by all
  union all
  select 2, slot + (traits >> 8 & 3) * 16 + (traits & 15) as cell, sum(n), sum(d), sum(students) from coded group by all
  union all
  select 3, slot + (traits >> 10 & 3) * 16 + (traits & 15) as cell, sum(n), sum(d), sum(students) from coded group by all
  union all
  select 4, slot + (traits >> 12 & 3) as cell, sum(n), sum(d), sum(students) from coded group by all
  union all
  select 5, slot + (traits >> 14 & 3) as cell, sum(n), sum(d), sum(students) from coded group by all
  union all
  select 6, slot + (traits >> 16 & 3) as cell, sum(n), sum(d), sum(students) from coded group by all
  union all
  select 7, slot + (traits >> 18 & 3) as cell, sum(n), sum(d), sum(students) from coded group by all
),
opened as (
  -- A cell is a place: 4096 numbers an organization, 256 a month.
  select set_id, cell // 4096 as org_id, cell // 256 % 16 as period, cell % 256 as code,
    cast(n as bigint) as n, cast(d as bigint) as d, cast(students as bigint) as students
  from finest
),
level_up as (
  select school_id as org_id, unnest([zone_id, district_id, state_id]) as above from fact_org
),
high as (
  select above as org_id from level_up group by above
),
risen as (
  select o.set_id, l.above as org_id, o.period, o.code, o.n, o.d, o.students
  from opened o
  join level_up l on l.org_id = o.org_id
  where l.above is not null
  union all
  select o.set_id, o.org_id, o.period, o.code, o.n, o.d, o.students
  from opened o
  semi join high h on h.org_id = o.org_id
),
placed as (
  select o.set_id, o.org_id, o.period, o.code, o.n, o.d, o.students
  from opened o
  anti join high h on h.org_id = o.org_id
  union all
  select set_id, org_id, period, code, cast(sum(n) as bigint), cast(sum(d) as bigint), cast(sum(students) as bigint) as students
  from risen
  group by set_id, org_id, period, code
  having sum(students) > 0
),
every_set as (
  select set_id, org_id, period, code, n, d, students from placed
  union all
  select 8, org_id, period, code // 16 as code, sum(n), sum(d), sum(students) from placed where set_id = 1 group by all
  union all
  select 9, org_id, period, code % 16 as code, sum(n), sum(d), sum(students) from placed where set_id = 1 group by all
  union all
  select 10, org_id, period, code // 16 as code, sum(n), sum(d), sum(students) from placed where set_id = 2 group by all
  union all
  select 11, org_id, period, code // 16 as code, sum(n), sum(d), sum(students) from placed where set_id = 3 group by all
  union all
  select 12, org_id, period, 0, sum(n), sum(d), sum(students) from placed where set_id = 1 group by all
)
select cast(e.org_id as integer) as org_id, cast(e.period as smallint) as period, g.group_set, g.group_value, g.label,
  cast(e.n as bigint) as n, cast(e.d as bigint) as d, cast(e.students as double) as sum
from every_set e
join group_code g on g.set_id = e.set_id and g.code = e.code
