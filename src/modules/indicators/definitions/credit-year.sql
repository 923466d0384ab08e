-- grain: one row a student with courses in the year
-- needs: course, course-flag, param
-- why: credits and failed core semesters of the year are added up once
-- source: Throughline methods 2.6
-- since: 2026-07-01

with flag as (
  select f.course_code, f.is_core from fact_course_flag f cross join param p where f.school_year = p.school_year
)
select c.student_key,
  cast(sum(case when not c.is_summer or p.include_summer then coalesce(c.earned, 0) else 0 end) as integer) as earned_hundredths,
  -- A failed course of the whole year is two failed semesters.
  cast(sum(case when coalesce(f.is_core, false) and c.mark = 'F' and not c.is_summer then case when c.term = 'year' then 2 else 1 end else 0 end) as integer) as core_semesters_failed
from fact_course c
cross join param p
left join flag f on f.course_code = c.course_code
where c.school_year = p.school_year
group by c.student_key
