-- grain: one row a student
-- needs: enrollment, student-group
-- why: a student belongs to the same groups all year long, so that two figures of one day can be compared
-- source: Throughline methods 1.4 (high needs: economically disadvantaged, English learner or student with a disability, counted once)
-- since: 2026-07-01

with last_grade as (
  -- The grade of the newest spell, the higher one when two begin on one day: the day and the grade as one number, of which the largest wins.
  select e.student_key, max(date_diff('day', date '2000-01-01', e.entry_date) * 100 + e.grade + 1) as newest
  from fact_enrollment e
  cross join param p
  where e.school_year = p.school_year and e.grade between p.low_grade and p.high_grade
    and e.entry_date <= p.today and e.entry_date <= coalesce(e.exit_date, p.today)
  group by e.student_key
),
own_group as (
  select g.student_key, g.race, g.econ, g.el, g.swd, g.gender, g.residency
  from fact_group g
  cross join param p
  where g.school_year = p.school_year
)
-- High needs is known when one of the three is true or all three are known.
select l.student_key, cast(l.newest % 100 - 1 as integer) as grade, g.race, g.econ, g.el, g.swd, g.gender, g.residency, g.econ or g.el or g.swd as high_needs
from last_grade l
left join own_group g on g.student_key = l.student_key
