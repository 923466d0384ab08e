-- grain: one row a school with an index in both subjects; n of d schools reach the limit in both
-- needs: assessment, year-trait, param
-- why: a plan may promise something of schools, not of students: then schools are counted
-- source: Throughline methods 3.9 (English and math: both at the limit); index: methods 1.5
-- since: 2026-07-01

with result as (
  select a.student_key, a.org_id, a.subject, cast(round(max(a.index_points) * 100) as integer) as hundredths
  from fact_assessment a
  cross join param p
  left join student_trait t on t.student_key = a.student_key
  where a.school_year = p.school_year and a.subject in ('ela', 'math') and a.season = 'end' and a.part = '' and a.participated and a.index_points is not null
    and strpos(p.state_tests, concat(',', a.assessment, ',')) > 0
    and coalesce(a.grade, t.grade) between p.low_grade and p.high_grade
  group by a.student_key, a.org_id, a.subject
),
school as (
  -- Compared in whole numbers: the sum of the points against the limit for so many students.
  select r.org_id, r.subject, count(*) as students, sum(r.hundredths) as hundredths from result r group by r.org_id, r.subject
),
both_subjects as (
  select s.org_id, min(case when s.hundredths >= p.index_limit * 100 * s.students then 1 else 0 end) as reached
  from school s
  cross join param p
  where s.students >= p.least_students
  group by s.org_id
  having count(*) = 2
)
-- The school stands where others have a student: it belongs to no group. The minus keeps its number apart from those of students.
select cast(-b.org_id as bigint) as student_key, b.org_id, b.reached as n, 1 as d from both_subjects b
