-- grain: one row a student, school and period (the running month only): the rows of student-period, made from those of the last closed day
-- why: up to the last closed day the days of a student are known. A settled student at an open stay gains each day the school measured after it; for the
--      others the days after it are counted stay by stay
with gained as (
  select org_id, cast(count(*) as integer) as days from measured_day group by org_id
),
place as (
  select k.student_key, k.org_id, k.is_only_school, k.is_open, k.days + case when k.is_open then coalesce(g.days, 0) else 0 end as days, k.absent_hundredths, k.unrecorded_days
  from known k
  left join gained g on g.org_id = k.org_id
  anti join unsettled u on u.student_key = k.student_key
  union all
  -- "Only school" means "nothing to settle above it": to say no is never wrong.
  select student_key, org_id, false, true, cast(sum(days) as integer), cast(sum(absent_hundredths) as integer), cast(sum(unrecorded_days) as integer)
  from (
    select k.student_key, k.org_id, k.days, k.absent_hundredths, k.unrecorded_days from known k semi join unsettled u on u.student_key = k.student_key
    union all
    select s.student_key, s.org_id, greatest(s.to_end_of_stay - s.before_stay, 0), 0, 0 from unsettled_stay s semi join fact_org o on o.school_id = s.org_id
  )
  where org_id is not null
  group by student_key, org_id
)
select a.student_key, a.org_id, cast(w.period as integer) as period, a.is_only_school,
  cast(a.days - coalesce(u.days, 0) - a.unrecorded_days as integer) as member_days,
  a.absent_hundredths + case when a.is_open then coalesce(m.hundredths, 0) else 0 end as absent_hundredths,
  cast(a.unrecorded_days + coalesce(u.days, 0) as integer) as unrecorded_days
from place a
cross join wanted_period w
left join missed_since m on m.student_key = a.student_key and m.org_id = a.org_id
left join unrecorded u on u.student_key = a.student_key and u.org_id = a.org_id
where a.days > 0
