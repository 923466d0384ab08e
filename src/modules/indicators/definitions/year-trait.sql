-- grain: one row a student
-- needs: enrollment, student-group
-- why: a student belongs to the same groups all year long; a student whom only an outcome names (a graduate) keeps the newest groups that are known
-- source: Throughline methods 1.4 (high needs: economically disadvantaged, English learner or student with a disability, counted once)
-- since: 2026-07-01

with last_grade as (
  -- The grade of the newest spell of the year, as in the attendance measures.
  select e.student_key, max(date_diff('day', date '2000-01-01', e.entry_date) * 100 + e.grade + 1) as newest
  from fact_enrollment e
  cross join param p
  where e.school_year = p.school_year and e.entry_date <= coalesce(e.exit_date, p.today)
  group by e.student_key
),
newest_group as (
  select g.student_key, g.race, g.econ, g.el, g.swd, g.gender, g.residency,
    row_number() over (partition by g.student_key order by g.school_year desc) as place
  from fact_group g
  cross join param p
  where g.school_year <= p.school_year
),
known as (
  select student_key from last_grade
  union
  select student_key from newest_group
)
select k.student_key, cast(l.newest % 100 - 1 as integer) as grade, g.race, g.econ, g.el, g.swd, g.gender, g.residency, g.econ or g.el or g.swd as high_needs
from known k
left join last_grade l on l.student_key = k.student_key
left join newest_group g on g.student_key = k.student_key and g.place = 1
