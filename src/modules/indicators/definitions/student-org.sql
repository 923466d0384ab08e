-- grain: one row a student, organization (school, zone, district, state) and period
-- needs: student-period, org
-- why: a student who changes schools is judged at each school by the days there, and at zone, district and state by all days together, once
-- source: Throughline methods 2.1, rule 6; C.G.S. 10-198c(a)
-- since: 2026-07-01

with moved as (
  select s.student_key, s.period, s.member_days, s.absent_hundredths, o.zone_id, o.district_id, o.state_id
  from student_period s
  join fact_org o on o.school_id = s.org_id
  where s.member_days > 0 and not s.is_only_school
)
-- Who stayed at one school counts above it exactly as there: adds_up says so, and such rows are added up instead of being made again.
select student_key, org_id, period, member_days, absent_hundredths, is_only_school as adds_up
from student_period
where member_days > 0
union all
select student_key, zone_id, period, cast(sum(member_days) as integer), cast(sum(absent_hundredths) as integer), false
from moved
where zone_id is not null
group by student_key, zone_id, period
union all
select student_key, district_id, period, cast(sum(member_days) as integer), cast(sum(absent_hundredths) as integer), false
from moved
where district_id is not null
group by student_key, district_id, period
union all
select student_key, state_id, period, cast(sum(member_days) as integer), cast(sum(absent_hundredths) as integer), false
from moved
where state_id is not null
group by student_key, state_id, period
