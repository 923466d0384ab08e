-- grain: one row a student of the cohort
-- needs: cohort, student-group
-- why: in a cohort a student is counted in a group when it was so at any time in high school; what the cohort file does not say is taken from the newest groups known
-- source: Throughline methods 2.2 (attributes: any time in high school or at exit, by the choice of the state)
-- since: 2026-07-01

with newest_group as (
  select g.student_key, g.race, g.econ, g.el, g.swd, g.gender, g.residency,
    row_number() over (partition by g.student_key order by g.school_year desc) as place
  from fact_group g
),
said as (
  select c.student_key, g.race, coalesce(c.econ, g.econ) as econ, coalesce(c.el, g.el) as el, coalesce(c.swd, g.swd) as swd, g.gender, g.residency
  from fact_cohort c
  cross join param p
  left join newest_group g on g.student_key = c.student_key and g.place = 1
  where c.school_year = p.cohort_year
)
-- No grade: a cohort is one class, whatever grade its members reached.
select student_key, cast(null as integer) as grade, race, econ, el, swd, gender, residency, econ or el or swd as high_needs
from said
