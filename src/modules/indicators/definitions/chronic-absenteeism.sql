-- grain: one row a student, organization and period; n of d students are chronically absent
-- needs: student-org, param
-- why: a student who missed a tenth of the days enrolled, for whatever reason, has missed enough to fall behind
-- source: C.G.S. 10-198c(a); Throughline methods 2.1, rules 1, 6 and 10
-- since: 2026-07-01

with long_enough as (
  -- A few days say nothing: the student is tested where enrolled at least the minimum, at each organization for itself.
  select s.student_key, s.org_id, s.period, s.adds_up, s.absent_hundredths, s.member_days, s.member_days >= p.min_member_days as is_tested
  from student_org s
  cross join param p
)
-- A tenth is enough: 18 of 180 counts, 17.5 does not. Whole numbers only, so nothing is rounded on the way.
select l.student_key, l.org_id, l.period, l.adds_up,
  case when l.is_tested and l.absent_hundredths * 10 >= l.member_days * p.threshold_per_mille then 1 else 0 end as n,
  case when l.is_tested then 1 else 0 end as d
from long_enough l
cross join param p
