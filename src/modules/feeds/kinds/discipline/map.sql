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
  case when s.behavior is null then null
    when regexp_matches(lower(s.behavior), 'bully|harass|cyber') then 'bullying' when regexp_matches(lower(s.behavior), 'fight|physical|assault|battery') then 'fighting'
    when regexp_matches(lower(s.behavior), 'threat|intimid') then 'threat' when regexp_matches(lower(s.behavior), 'vap|tobacco|smok|drug|alcohol|substance') then 'substances'
    when regexp_matches(lower(s.behavior), 'weapon') then 'weapons' when regexp_matches(lower(s.behavior), 'theft|steal|vandal|property|damage') then 'property'
    when regexp_matches(lower(s.behavior), 'sex') then 'sexual' when regexp_matches(lower(s.behavior), 'attend|trua|skip|tard') then 'attendance'
    when regexp_matches(lower(s.behavior), 'disrupt|insubord|disob|polic|defian') then 'disruption' else 'other' end as behavior, s.days_assigned as assigned_text, try_cast(round(try_cast(s.days_assigned as double) * 100) as integer) as assigned,
  s.days_served as served_text, try_cast(round(try_cast(s.days_served as double) * 100) as integer) as served
from spelled s
left join known_student k on k.student_id = s.student_id
left join known_org o on o.code = s.school_code and o.kind = 'school'
