-- grain: one row a student of grades 11 and 12 and school; n of d met a benchmark
-- needs: enrolled, assessment, param
-- why: one good result in an exam that colleges know is counted as readiness
-- source: CT indicator 6; Throughline methods 1.8 (list and cut scores not verified)
-- since: 2026-07-01

with reporting as (
  -- A school of which no such exam came is not measured.
  select distinct a.org_id from fact_assessment a cross join param p where a.school_year <= p.school_year and a.assessment in ('sat', 'act', 'ap', 'ib')
),
met as (
  select distinct a.student_key
  from fact_assessment a
  cross join param p
  where a.school_year <= p.school_year and a.participated and a.part = ''
    and ((a.assessment = 'sat' and a.subject = 'ela' and a.scale_score >= p.sat_ela)
      or (a.assessment = 'sat' and a.subject = 'math' and a.scale_score >= p.sat_math)
      or (a.assessment = 'act' and a.scale_score >= p.act_score)
      or (a.assessment = 'ap' and a.level >= p.ap_level)
      or (a.assessment = 'ib' and a.level >= p.ib_level))
)
select e.student_key, e.org_id, case when m.student_key is not null then 1 else 0 end as n, 1 as d
from enrolled e
join reporting r on r.org_id = e.org_id
left join met m on m.student_key = e.student_key
where e.grade in (11, 12) and e.is_last_school and e.is_at_end
