-- grain: one row a student: the school of the day of the fall count
-- needs: enrollment, param
-- why: counts of actions and days are set against the students of the fall, each at one school
-- source: Throughline methods 2.4 (enrollment of the fall)
-- since: 2026-07-01

with present as (
  -- Before the day of the count has come, today stands for it. Enrolled at two schools: the primary one, then the newer spell.
  select e.student_key, e.org_id, cast(e.grade as integer) as grade,
    row_number() over (partition by e.student_key order by case when e.is_primary then 0 else 1 end, e.entry_date desc, e.org_id) as place
  from fact_enrollment e
  cross join param p
  where e.school_year = p.school_year and e.entry_date <= least(p.today, p.counted_on) and coalesce(e.exit_date, p.today) >= least(p.today, p.counted_on)
    and e.entry_date <= coalesce(e.exit_date, p.today)
)
select student_key, org_id, grade from present where place = 1
