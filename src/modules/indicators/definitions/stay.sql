-- grain: one row a student and stay: a stretch of days at one school that no other stay of the student touches
-- needs: enrollment, measured-day
-- why: who is enrolled where on which day is settled once, before anything is counted
-- source: Throughline methods 2.1, rules 6 to 8 and 10
-- since: 2026-07-01

with spell as (
  -- Prekindergarten is left out here, spell by spell; an open spell reaches to today.
  select e.student_key, e.org_id, e.entry_date as first_day, least(coalesce(e.exit_date, p.today), p.today) as last_day, e.is_primary
  from fact_enrollment e
  cross join param p
  where e.school_year = p.school_year and e.grade between p.low_grade and p.high_grade
    and e.entry_date <= p.today and e.entry_date <= coalesce(e.exit_date, p.today)
),
several_spells as (
  -- Most students have one spell and nothing to untangle.
  select student_key, min(org_id) = max(org_id) as is_only_school
  from spell
  group by student_key
  having count(*) > 1
),
in_order as (
  -- Two spells overlap when one begins before an earlier one has ended.
  select s.student_key, s.first_day,
    max(s.last_day) over (partition by s.student_key order by s.first_day, s.org_id rows between unbounded preceding and 1 preceding) as earlier_end
  from spell s
  join several_spells r on r.student_key = s.student_key
),
concurrent as (
  -- Only students enrolled twice at once need the work day by day.
  select distinct student_key
  from in_order
  where earlier_end >= first_day
),
claim as (
  -- A day that two schools measured goes to the primary school, then to the newer spell: a student-day counts once.
  select s.student_key, s.org_id, d.day,
    row_number() over (partition by s.student_key, d.day order by case when s.is_primary then 0 else 1 end, s.first_day desc, s.org_id) as turn
  from spell s
  join concurrent c on c.student_key = s.student_key
  join measured_day d on d.org_id = s.org_id and d.day between s.first_day and s.last_day
),
stretch as (
  -- A stay is a stretch of days at one school that no other stay of the student touches.
  select s.student_key, s.org_id, s.first_day, s.last_day, r.student_key is null as is_only_spell, coalesce(r.is_only_school, true) as is_only_school
  from spell s
  left join several_spells r on r.student_key = s.student_key
  left join concurrent c on c.student_key = s.student_key
  where c.student_key is null
  union all
  select c.student_key, c.org_id, c.day, c.day, false, r.is_only_school
  from claim c
  join several_spells r on r.student_key = c.student_key
  where c.turn = 1
),
mark as (
  -- Days on which stays begin or end are put among the measured days of the school, to be numbered with them.
  select org_id, day, 1 as measured from measured_day
  union all
  select distinct org_id, first_day, 0 from stretch
  union all
  select distinct org_id, last_day, 0 from stretch
),
marked_day as (
  select org_id, day, max(measured) as measured
  from mark
  group by org_id, day
),
day_count as (
  -- So many measured days of the school up to and with this one, and so many before it.
  select org_id, day, cast(sum(measured) over (partition by org_id order by day) as integer) as up_to,
    cast(sum(measured) over (partition by org_id order by day) as integer) - measured as before
  from marked_day
)
-- Days enrolled will be a difference of two numbers, so the numbers are kept instead of the days.
select s.student_key, s.org_id, s.first_day, s.last_day, s.is_only_spell, s.is_only_school, f.before as before_stay, l.up_to as to_end_of_stay
from stretch s
left join day_count f on f.org_id = s.org_id and f.day = s.first_day
left join day_count l on l.org_id = s.org_id and l.day = s.last_day
