-- grain: one row a graduate and school; n of d entered a college within the window
-- needs: postsecondary, param
-- why: of last years graduates, how many entered a college of two or four years in the year after
-- source: CT indicator 10; Throughline methods 1.8 (window not verified)
-- since: 2026-07-01

select g.student_key, g.org_id,
  case when g.enrolled and g.level in (2, 4) and g.day between p.first_day and p.entered_through then 1 else 0 end as n, 1 as d
from fact_postsecondary g
cross join param p
where g.school_year = p.school_year - 1
