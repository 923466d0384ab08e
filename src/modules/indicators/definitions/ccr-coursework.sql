-- grain: one row a student of grades 11 and 12 and school; n of d took courses that prepare
-- needs: enrolled, course, course-flag, param
-- why: two courses of one kind (advanced, career, or at a workplace) are what the state counts as preparation
-- source: CT indicator 5; Throughline methods 1.8, 2.8 (the list of courses is the districts)
-- since: 2026-07-01

with flag as (
  -- What a course counts for is what the newest file up to the year says.
  select f.course_code, f.ccr, row_number() over (partition by f.course_code order by f.school_year desc) as place
  from fact_course_flag f
  cross join param p
  where f.school_year <= p.school_year
),
reporting as (
  -- A school of which no course came is not measured.
  select distinct c.org_id from fact_course c cross join param p where c.school_year = p.school_year
),
taken as (
  -- Advanced placement, baccalaureate and dual enrollment are one kind. A course in two terms is one course.
  select c.student_key, case when f.ccr in ('ap', 'ib', 'dual') then 'advanced' else f.ccr end as kind, count(distinct c.course_code) as courses
  from fact_course c
  cross join param p
  join flag f on f.course_code = c.course_code and f.place = 1 and f.ccr is not null
  where c.school_year <= p.school_year and coalesce(c.mark, '') not in ('W', 'I', 'N')
  group by c.student_key, case when f.ccr in ('ap', 'ib', 'dual') then 'advanced' else f.ccr end
),
prepared as (
  select distinct t.student_key from taken t cross join param p where t.courses >= p.min_courses
)
select e.student_key, e.org_id, case when r.student_key is not null then 1 else 0 end as n, 1 as d
from enrolled e
join reporting o on o.org_id = e.org_id
left join prepared r on r.student_key = e.student_key
where e.grade in (11, 12) and e.is_last_school and e.is_at_end
