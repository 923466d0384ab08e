-- grain: one row a student with a grade of the rule in the year of the signs
-- needs: enrollment, standing, discipline, course, course-flag, param
-- why: attendance, behavior and course marks of the year before, each as true, false or not known; a rule that can be read, never a prediction
-- source: Throughline methods 2.15 (attendance below 90 percent, suspensions, an F in English or math)
-- since: 2026-07-01

with pupil as (
  select distinct e.student_key
  from fact_enrollment e
  cross join param p
  where e.school_year = p.sign_year and e.grade between p.sign_low_grade and p.sign_high_grade
),
attendance as (
  select s.student_key, sum(s.absent) as absent, sum(s.member_days) as member_days
  from fact_standing s
  cross join param p
  where s.school_year = p.sign_year
  group by s.student_key
),
removal_then as (
  select distinct d.student_key, d.org_id, d.day, d.action, d.assigned, d.served
  from fact_discipline d
  cross join param p
  where d.school_year = p.sign_year and strpos(p.kinds, concat(',', d.action, ',')) > 0
),
suspension as (
  select student_key, count(*) as actions from removal_then group by student_key
),
handed_in as (
  select count(*) as actions from fact_discipline d cross join param p where d.school_year = p.sign_year
),
flag as (
  select f.course_code, f.subject, row_number() over (partition by f.course_code order by f.school_year desc) as place
  from fact_course_flag f
  cross join param p
  where f.school_year <= p.sign_year
),
mark as (
  select c.student_key, sum(case when c.mark = 'F' then 1 else 0 end) as failed
  from fact_course c
  cross join param p
  join flag f on f.course_code = c.course_code and f.place = 1 and f.subject in ('english', 'math')
  where c.school_year = p.sign_year and c.mark is not null and not c.is_summer
  group by c.student_key
),
sign as (
  select u.student_key,
    case when a.member_days > 0 then a.absent > (100 - p.attendance_percent) * a.member_days end as is_away,
    case when h.actions > 0 then coalesce(s.actions, 0) >= p.suspensions_from end as is_suspended,
    case when m.student_key is not null then m.failed > 0 end as has_failed
  from pupil u
  cross join param p
  cross join handed_in h
  left join attendance a on a.student_key = u.student_key
  left join suspension s on s.student_key = u.student_key
  left join mark m on m.student_key = u.student_key
)
-- One sign is a warning; where none is seen and one is not known, nothing is known.
select student_key, is_away, is_suspended, has_failed, is_away or is_suspended or has_failed as is_warned from sign
