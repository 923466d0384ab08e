-- grain: one row an organization and period
-- why: through which day an organization is measured, and what to say where nobody was counted
with school as (
  select o.school_id, o.zone_id, o.district_id, o.state_id, q.period, q.measured_days, q.through_date,
    coalesce(o.high_grade, p.high_grade) >= p.low_grade and coalesce(o.low_grade, p.low_grade) <= p.high_grade as applies,
    coalesce(o.from_date, p.first_day) <= least(m.last_day, p.today) and coalesce(o.to_date, p.today) >= p.first_day as is_open
  from fact_org o
  join school_period q on q.org_id = o.school_id
  join school_month m on m.period = q.period
  cross join param p
),
levels as (
  select unnest([school_id, zone_id, district_id, state_id]) as org_id, period, measured_days, through_date, applies, is_open from school
)
select org_id, cast(period as smallint) as period, max(through_date) as through_date, bool_or(is_open) as is_open,
  case when bool_or(applies and measured_days > 0) then 'zero_population'
    when bool_or(applies) then 'not_measured'
    else 'not_applicable' end as state_when_empty
from levels
where org_id is not null
group by org_id, period
