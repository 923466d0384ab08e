-- grain: one row a student, organization and period; n of d hundredths of school days were attended
-- needs: student-org
-- why: the share of school days that students attended, every day of every student with the same weight
-- source: Throughline methods 2.1 (rate of all student-days, never the mean of school rates)
-- since: 2026-07-01

-- Everybody counts from the first day; nobody is tested for a minimum.
select student_key, org_id, period, adds_up, member_days * 100 - absent_hundredths as n, member_days * 100 as d
from student_org
