-- grain: one row a student and school; n of d students are students with disabilities
-- needs: enrolled, year-trait
-- why: the federal rule asks whether children of one group are identified more often than all others
-- source: 34 CFR 300.647(b)(3); Throughline methods 2.5
-- since: 2026-07-01

-- Of whom nothing is known, no part of either number.
select e.student_key, e.org_id, case when t.swd then 1 else 0 end as n, 1 as d
from enrolled e
join student_trait t on t.student_key = e.student_key
where e.is_last_school and t.swd is not null
