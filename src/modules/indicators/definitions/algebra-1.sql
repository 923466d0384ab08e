-- grain: one row a student of grade 9 and school; n of d passed Algebra 1
-- needs: enrolled, course, course-flag
-- why: Algebra 1 with a C or better by the end of grade 9 opens the later courses; students who never took it stay in the denominator
-- source: Throughline methods 2.7
-- since: 2026-07-01

with flag as (
  -- What a course counts for is what the newest file up to the year says.
  select f.course_code, f.is_algebra1, row_number() over (partition by f.course_code order by f.school_year desc) as place
  from fact_course_flag f
  cross join param p
  where f.school_year <= p.school_year
),
reporting as (
  -- A school of which no course came is not measured.
  select distinct c.org_id from fact_course c cross join param p where c.school_year = p.school_year
),
passed as (
  -- C minus is not a C. Whoever took it in grade 8, or a higher course, has passed too.
  select distinct c.student_key
  from fact_course c
  cross join param p
  join flag f on f.course_code = c.course_code and f.place = 1 and f.is_algebra1
  where c.school_year <= p.school_year and c.mark in ('A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C')
)
select e.student_key, e.org_id, case when a.student_key is not null then 1 else 0 end as n, 1 as d
from enrolled e
join reporting r on r.org_id = e.org_id
left join passed a on a.student_key = e.student_key
where e.grade = 9 and e.is_last_school and e.is_at_end and e.is_new_to_high_school
