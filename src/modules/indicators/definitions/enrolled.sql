-- grain: one row a student and school of the year
-- needs: enrollment, param
-- why: who was enrolled where in the year, in which grade, and at which school last: the base of every rate of enrolled students
-- source: Throughline methods 2.4 and 2.6
-- since: 2026-07-01

with spell as (
  select e.student_key, e.org_id, e.grade, e.entry_date, e.exit_date, e.is_primary,
    row_number() over (partition by e.student_key order by case when e.is_primary then 0 else 1 end, e.entry_date desc, e.org_id) as place_last,
    row_number() over (partition by e.student_key, e.org_id order by e.entry_date desc, e.grade desc) as place_here
  from fact_enrollment e
  cross join param p
  where e.school_year = p.school_year and e.entry_date <= p.today and e.entry_date <= coalesce(e.exit_date, p.today)
),
last_school as (
  -- Still there on May 1 of the year, or today when that is earlier: who left before is no member of the class at its end.
  select s.student_key, s.org_id, s.exit_date is null or s.exit_date >= least(p.today, p.end_of_class) as is_at_end
  from spell s
  cross join param p
  where s.place_last = 1
),
been_before as (
  select distinct e.student_key from fact_enrollment e cross join param p where e.school_year < p.school_year and e.grade >= 9
)
select s.student_key, s.org_id, cast(s.grade as integer) as grade, l.org_id = s.org_id as is_last_school, l.is_at_end, b.student_key is null as is_new_to_high_school
from spell s
join last_school l on l.student_key = s.student_key
left join been_before b on b.student_key = s.student_key
where s.place_here = 1
