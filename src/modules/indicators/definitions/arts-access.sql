-- grain: one row a student of grades 9 to 12 and school; n of d took an arts course
-- needs: enrolled, course, course-flag
-- why: every student should meet dance, theater, music or visual arts in the year
-- source: CT indicator 12; Throughline methods 1.8
-- since: 2026-07-01

with flag as (
  -- What a course counts for is what the newest file up to the year says.
  select f.course_code, f.is_arts, row_number() over (partition by f.course_code order by f.school_year desc) as place
  from fact_course_flag f
  cross join param p
  where f.school_year <= p.school_year
),
reporting as (
  -- A school of which no course came is not measured.
  select distinct c.org_id from fact_course c cross join param p where c.school_year = p.school_year
),
taken as (
  select distinct c.student_key
  from fact_course c
  cross join param p
  join flag f on f.course_code = c.course_code and f.place = 1 and f.is_arts
  where c.school_year = p.school_year and coalesce(c.mark, '') not in ('W', 'I', 'N')
)
select e.student_key, e.org_id, case when t.student_key is not null then 1 else 0 end as n, 1 as d
from enrolled e
join reporting r on r.org_id = e.org_id
left join taken t on t.student_key = e.student_key
where e.grade between 9 and 12 and e.is_last_school and e.is_at_end
