-- grain: one row a student of grades 9 to 12 and school; n of d took an arts course
-- needs: enrolled, course, course-flag
-- why: every student should meet dance, theater, music or visual arts in the year
-- source: CT indicator 12; Throughline methods 1.8
-- since: 2026-07-01

with taken as (
  select distinct c.student_key
  from fact_course c
  cross join param p
  join fact_course_flag f on f.course_code = c.course_code and f.school_year = c.school_year and f.is_arts
  where c.school_year = p.school_year
)
select e.student_key, e.org_id, case when t.student_key is not null then 1 else 0 end as n, 1 as d
from enrolled e
left join taken t on t.student_key = e.student_key
where e.grade between 9 and 12 and e.is_last_school
