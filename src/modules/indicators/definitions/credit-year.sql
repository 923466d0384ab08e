-- grain: one row a student with courses in the year
-- needs: course, course-flag, param
-- why: credits and failed core semesters of the year are added up once
-- source: Throughline methods 2.6
-- since: 2026-07-01

with flag as (
  -- What a course counts for is what the newest file up to the year says.
  select f.course_code, f.is_core, row_number() over (partition by f.course_code order by f.school_year desc) as place
  from fact_course_flag f
  cross join param p
  where f.school_year <= p.school_year
)
select c.student_key,
  cast(sum(case when not c.is_summer or p.include_summer then coalesce(c.earned, 0) else 0 end) as integer) as earned_hundredths,
  -- Sixths of a semester: a year is two semesters, a trimester two thirds of one, a quarter a half.
  cast(sum(case when coalesce(f.is_core, false) and c.mark = 'F' and not c.is_summer
    then case substr(c.term, 1, 1) when 's' then 6 when 't' then 4 when 'q' then 3 else 12 end else 0 end) as integer) as core_failed_sixths
from fact_course c
cross join param p
left join flag f on f.course_code = c.course_code and f.place = 1
where c.school_year = p.school_year
group by c.student_key
