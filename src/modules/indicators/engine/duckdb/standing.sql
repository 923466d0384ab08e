-- grain: one row a student and organization (school, district) for the year so far
-- why: who needs help, for those who may know; days enrolled under the minimum are never called chronic and have no tier
with standing as (
  select s.student_key, s.org_id, s.member_days, s.absent_hundredths
  from student_org s
  where s.period = (select max(period) from wanted_period)
    and s.org_id in (select unnest([school_id, district_id]) from fact_org)
),
at_district as (
  select s.student_key, o.district_id, s.member_days, s.absent_hundredths
  from student_org s
  join fact_org o on o.school_id = s.org_id
  where s.adds_up and o.district_id is not null and s.period = (select max(period) from wanted_period)
)
select s.student_key, s.org_id, p.school_year, s.absent_hundredths, s.member_days,
  s.member_days >= p.min_member_days and s.absent_hundredths * 10 >= s.member_days * p.threshold_per_mille as chronic,
  case when s.member_days < p.min_member_days then null
    when s.absent_hundredths * 10 >= s.member_days * p.severe_per_mille then 'severe'
    when s.absent_hundredths * 10 >= s.member_days * p.chronic_per_mille then 'chronic'
    when s.absent_hundredths * 10 >= s.member_days * p.at_risk_per_mille then 'at_risk'
    else 'satisfactory' end as tier
from (select * from standing union all select * from at_district) s
cross join param p
