-- grain: one row a student and school, written as a stay that begins after the last closed day
-- why: the year up to the last closed day is a number of days. For settled students an open stay grows by each day its school measures after it, and a
--      stay that had ended grows no more; for all others the days after it come from new-stay and are added
with measured as (
  select org_id, cast(count(*) as integer) as days from measured_day, closed where day <= base_day group by org_id
),
standing as (
  select k.student_key, k.org_id, k.days, u.student_key is null as is_settled, u.student_key is null and k.is_open as grows, u.student_key is null and k.is_only_school as is_only_school
  from known k
  left join unsettled u on u.student_key = k.student_key
)
select s.student_key, s.org_id, c.base_day + 1 as first_day, case when s.grows then p.today else c.base_day end as last_day, s.is_settled as is_only_spell, s.is_only_school,
  case when s.grows then coalesce(m.days, 0) - s.days else 0 end as before_stay, case when s.grows then 9999 else s.days end as to_end_of_stay
from standing s
cross join closed c
cross join param p
left join measured m on m.org_id = s.org_id
