-- grain: one row a student, school and action that takes a student out of class
-- needs: discipline, param
-- why: actions, not incidents: the file has no number of the action, so rows of one student, school, day, kind and length are one action
-- source: Throughline methods 2.4 (distinct student and action; an action may answer several incidents; a bus suspension is none)
-- since: 2026-07-01

-- The days served count; while nobody wrote them down, the days assigned. An action of no length costs no day.
select distinct d.student_key, d.org_id, d.day, d.action, d.assigned, d.served, coalesce(d.served, d.assigned, 0) as hundredths
from fact_discipline d
cross join param p
where d.school_year = p.school_year and d.day <= p.today and strpos(p.kinds, concat(',', d.action, ',')) > 0
