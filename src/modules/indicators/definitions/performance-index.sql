-- grain: one row a student and school; n hundredths of index points of d tested students
-- needs: assessment, year-trait, param
-- why: the mean of all tested students moves when any of them moves; points are those of the file, never computed here
-- source: CT indicator 1; Throughline methods 1.5 (imported, or by a table of the district)
-- since: 2026-07-01

with result as (
  select a.student_key, a.org_id, max(a.index_points) as points
  from fact_assessment a
  cross join param p
  left join student_trait t on t.student_key = a.student_key
  where a.school_year = p.school_year and a.subject = p.subject and a.season = 'end' and a.part = '' and a.participated and a.index_points is not null
    and strpos(p.state_tests, concat(',', a.assessment, ',')) > 0
    and coalesce(a.grade, t.grade) between p.low_grade and p.high_grade
  group by a.student_key, a.org_id
)
select student_key, org_id, cast(round(points * 100) as integer) as n, 1 as d from result
