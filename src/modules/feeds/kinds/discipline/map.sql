-- grain: one row a row of the file
-- why: actions in the words of the product; the incident keeps a number of its own, not the district's
create temp table mapped as
with spelled as (
  select *, trim(regexp_replace(lower(action), '[^a-z]+', '_', 'g'), '_') as action_text, as_date("date") as on_day from raw
)
select s.row_no, s.student_id, k.student_key, s.school_code, o.org_id, s.incident_id as incident_said, cast(md5_number_lower(s.incident_id) >> 11 as bigint) as incident,
  s."date" as day_text, s.on_day as day, cast(case when month(s.on_day) >= 7 then year(s.on_day) + 1 else year(s.on_day) end as integer) as school_year, s.action as action_said,
  case when action_text in ('iss', 'in_school_suspension', 'in_school') then 'iss' when action_text in ('oss', 'out_of_school_suspension', 'out_of_school', 'suspension') then 'oss'
    when action_text in ('expulsion', 'exp', 'expulsion_with_services', 'expulsion_without_services') then 'expulsion'
    when action_text in ('bus_suspension', 'bus', 'detention', 'restorative', 'conference', 'warning', 'other', 'none') then case when action_text = 'bus' then 'bus_suspension' else action_text end end as action,
  left(trim(regexp_replace(lower(s.behavior), '[^a-z]+', '_', 'g'), '_'), 40) as behavior, s.days_assigned as assigned_text, cast(round(try_cast(s.days_assigned as double) * 100) as integer) as assigned,
  s.days_served as served_text, cast(round(try_cast(s.days_served as double) * 100) as integer) as served
from spelled s
left join known_student k on k.student_id = s.student_id
left join known_org o on o.code = s.school_code and o.kind = 'school'
