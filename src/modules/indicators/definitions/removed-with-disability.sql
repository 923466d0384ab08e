-- grain: one row a student with a disability and school; n of d were removed for so many days
-- needs: enrolled, year-trait, removal, discipline, param
-- why: the federal rule compares groups among children with disabilities, by the kind of removal and its days in the year
-- source: 34 CFR 300.647(b)(4); Throughline methods 2.5
-- since: 2026-07-01

with removed as (
  -- Days of the whole year and of all schools of the district.
  select r.student_key, sum(r.hundredths) as hundredths from removal r group by r.student_key
),
known as (
  select count(*) as actions from fact_discipline d cross join param p where d.school_year = p.school_year
)
select e.student_key, e.org_id,
  case when r.student_key is not null and (p.band = 'any' or (p.band = 'more' and r.hundredths > p.most_hundredths) or (p.band = 'up_to' and r.hundredths <= p.most_hundredths)) then 1 else 0 end as n,
  1 as d
from enrolled e
cross join param p
cross join known k
join student_trait t on t.student_key = e.student_key and t.swd
left join removed r on r.student_key = e.student_key
where e.is_last_school and k.actions > 0
