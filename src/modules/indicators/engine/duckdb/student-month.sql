-- grain: one row a student and school: where the student stood on the last closed day
-- why: what one more day goes on from. days and sums are those up to that day; is_open: enrolled there beyond it. Who was enrolled at two schools
--      at once has stays of single days: such students are not settled, their days after it are settled one by one
with counted as (
  select s.student_key, s.org_id, s.is_only_spell, s.is_only_school, s.last_day > c.base_day as is_open, s.is_only_spell or s.first_day < s.last_day as is_settled,
    greatest(least(s.to_end_of_stay, q.measured_days) - s.before_stay, 0) as days
  from stay s
  cross join closed c
  join school_period q on q.org_id = s.org_id and q.period = c.period
  where s.first_day <= c.base_day
),
place as (
  select student_key, org_id, is_only_school, is_open, is_settled, days from counted where is_only_spell
  union all
  select student_key, org_id, is_only_school, bool_or(is_open), bool_and(is_settled), cast(sum(days) as integer)
  from counted
  where not is_only_spell
  group by student_key, org_id, is_only_school
),
nowhere as (
  -- Nobody is forgotten: enrolled, but without a day at any school yet.
  select distinct e.student_key
  from all_enrollment e
  cross join param p
  cross join closed c
  anti join place l on l.student_key = e.student_key
  where e.school_year = p.school_year and e.grade between p.low_grade and p.high_grade and e.entry_date <= coalesce(e.exit_date, e.entry_date)
    and e.entry_date <= c.base_day
)
select p.student_key, p.org_id, p.is_only_school, p.is_open, p.is_settled, cast(p.days as smallint) as days, t.traits,
  coalesce(a.absent_hundredths, 0) as absent_hundredths, cast(coalesce(a.unrecorded_days, 0) as smallint) as unrecorded_days
from place p
join student_code t on t.student_key = p.student_key
left join (select s.student_key, s.org_id, s.absent_hundredths, s.unrecorded_days from student_period s, closed c where s.period = c.period) a
  on a.student_key = p.student_key and a.org_id = p.org_id
union all
select student_key, null, false, false, false, 0, 0, 0, 0 from nowhere
