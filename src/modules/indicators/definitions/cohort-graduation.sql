-- grain: one row a student of the cohort; n of d graduated in time
-- needs: cohort, param
-- why: of those who began grade 9 together, how many earned a regular diploma within the years of the cohort
-- source: ESEA 8101(25); 34 CFR 200.19(b); Throughline methods 2.2
-- since: 2026-07-01

with member as (
  -- Out of the cohort only with a reason that the law knows and a paper that proves it; everybody else stays, as not graduated.
  select c.student_key, c.org_id, c.outcome, c.day
  from fact_cohort c
  cross join param p
  where c.school_year = p.cohort_year and not (c.outcome = 'removed' and c.reason is not null and c.documented)
)
-- A summer diploma counts until the day that the setting names; an equivalency or a certificate is no diploma.
select m.student_key, m.org_id, case when m.outcome = 'diploma' and m.day <= p.graduates_through then 1 else 0 end as n, 1 as d
from member m
cross join param p
where m.org_id is not null
