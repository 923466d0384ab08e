-- grain: one row an organization
-- why: what to say of an organization of which no student was counted: it has none of the grades, or nothing came
with school as (
  select o.school_id, o.zone_id, o.district_id, o.state_id,
    coalesce(o.high_grade, 12) >= p.org_low_grade and coalesce(o.low_grade, -1) <= p.org_high_grade as applies,
    coalesce(o.from_date, p.first_day) <= p.last_day and coalesce(o.to_date, p.today) >= p.first_day as is_open,
    least(p.today, p.last_day) as through_date, p.place
  from fact_org o
  cross join param p
),
levels as (
  select unnest([school_id, zone_id, district_id, state_id]) as org_id, applies, is_open, through_date, place from school
)
select org_id, place as period, max(through_date) as through_date, bool_or(is_open) as is_open,
  case when bool_or(applies) then 'not_measured' else 'not_applicable' end as state_when_empty
from levels
where org_id is not null
group by org_id, place
