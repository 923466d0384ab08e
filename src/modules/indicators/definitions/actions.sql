-- grain: one row a student and school; n actions of the student there (or hundredths of days lost), d 1 when the student is in the base
-- needs: removal, fall-member, enrolled, discipline, param
-- why: how often and how long students were sent out: whoever was suspended five times counts five times
-- source: Throughline methods 2.4 (actions and days lost to 100 students of the fall; a count is never compared with students)
-- since: 2026-07-01

with counted as (
  select r.student_key, r.org_id, count(*) as actions, sum(r.hundredths) as hundredths from removal r group by r.student_key, r.org_id
),
base as (
  -- A rate is set against the students of the fall; a plain count against everybody enrolled in the year.
  select f.student_key, f.org_id from fall_member f cross join param p where p.of_fall
  union
  select e.student_key, e.org_id from enrolled e cross join param p where not p.of_fall
),
known as (
  -- Without any file of the year nothing is known; a school without an incident in it has none.
  select count(*) as actions from fact_discipline d cross join param p where d.school_year = p.school_year
),
placed as (
  -- At the school of the action, also when the student is in no base: an action is never dropped.
  select student_key, org_id from counted
  union
  select student_key, org_id from base
)
select s.student_key, s.org_id, coalesce(case when p.counts_days then c.hundredths else c.actions end, 0) as n,
  case when b.student_key is not null then 1 else 0 end as d
from placed s
cross join param p
cross join known k
left join counted c on c.student_key = s.student_key and c.org_id = s.org_id
left join base b on b.student_key = s.student_key and b.org_id = s.org_id
where k.actions > 0
