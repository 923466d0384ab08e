-- grain: one row a student, school and measured day on which the student was absent
-- needs: attendance, measured-day
-- why: what counts as a day missed is said once, for every measure that needs it
-- source: Throughline methods 2.1, rules 1 to 3, 5 and 12; C.G.S. 10-198c(a)
-- since: 2026-07-01

-- Excused, unexcused and disciplinary absences all count; being late never does; in-school suspension by the district's setting.
-- A half-day rule makes a day present when at least half of it was attended; otherwise the portion missed is kept.
select a.student_key, a.org_id, a.day, d.period,
  case when a.kind = 'in_school_suspension' and not p.iss_counts_absent then 0
    when p.half_day_rule = 'proportional' then a.portion
    when a.portion > 50 then 100
    else 0 end as hundredths
from fact_attendance a
cross join param p
join measured_day d on d.org_id = a.org_id and d.day = a.day
where a.kind in ('excused', 'unexcused', 'disciplinary', 'in_school_suspension')
