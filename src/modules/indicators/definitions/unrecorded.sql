-- grain: one row a student, school and period in which a day of the student is not known
-- needs: stay, attendance, measured-day
-- why: where every student's presence is recorded, a day without any record of the student is not known: it is taken out, never called present
-- source: Throughline methods 2.1, rules 4 and 5
-- since: 2026-07-01

with blank as (
  select a.student_key, a.org_id, d.period, 1 as days
  from fact_attendance a
  join measured_day d on d.org_id = a.org_id and d.day = a.day
  join stay s on s.student_key = a.student_key and s.org_id = a.org_id and a.day between s.first_day and s.last_day
  where a.kind = 'no_record'
)
-- Periods are cumulative: a day that is not known is missing from its month on.
select b.student_key, b.org_id, w.period, sum(b.days) as days
from blank b
join wanted_period w on w.period >= b.period
group by b.student_key, b.org_id, w.period
