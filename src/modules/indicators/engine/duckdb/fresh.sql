-- grain: one row of the cube: period, organization, group set, group value
-- why: every open organization has a row "all" that says measured or why not; other groups have rows where they have students
select p.school_year, s.period, q.through_date, s.org_id, s.group_set, s.group_value, s.label,
  cast(case when s.d > 0 then 'measured' else 'zero_population' end as state_word) as state, s.n, s.d, s.sum
from spread s
join org_period q on q.org_id = s.org_id and q.period = s.period
cross join param p
union all
select p.school_year, q.period, q.through_date, q.org_id, g.group_set, g.group_value, g.label, cast(q.state_when_empty as state_word), 0, 0, 0
from org_period q
join group_code g on g.set_id = 12
left join (select org_id, period from spread where group_set = 'all') s on s.org_id = q.org_id and s.period = q.period
cross join param p
where q.is_open and s.org_id is null
