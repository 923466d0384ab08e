-- grain: one row a student, school and day: enrolled, the school wrote everybody down, no record
-- why: where a school writes everybody down, an enrolled student without a record is not known to be there: `no_record` keeps the day out of the count.
--      Such a day has rows of "present" in the file, or was handed in as positive. Days are bits (see sift.sql), so that a student costs one operation
with written_down as (
  select org_id, day, n from staged_days where school_year = {year} and is_written_down
  union
  select s.org_id, s.day, s.n from staged_days s join handed_in h on h.org_id = s.org_id and h.day = s.day where s.school_year = {year} and h.mode = 'positive'
),
day_number as (
  select distinct day, n from written_down
),
wanted as (
  select org_id, bitstring_agg(n, 0, {last_bit}) as bits from written_down group by org_id
),
bound as (
  select e.student_key, e.org_id, a.n as a, z.n as z
  from (select * from enrollment where org_id in (select org_id from wanted)) e
  asof join day_number a on a.day >= e.entry_date
  asof join day_number z on z.day <= coalesce(e.exit_date, date '9999-12-31')
),
expected as (
  select student_key, org_id, bit_or(cast(repeat('0', a) || repeat('1', z - a + 1) || repeat('0', {last_bit} - z) as bit)) as bits
  from bound where z >= a group by student_key, org_id
),
unseen as (
  select e.student_key, e.org_id, e.bits & w.bits & ~coalesce(cast(s.days as bit), cast(repeat('0', {last_bit} + 1) as bit)) as days
  from expected e
  join wanted w on w.org_id = e.org_id
  left join staged_seen s on s.student_key = e.student_key and s.org_id = e.org_id
)
select u.student_key, u.org_id, d.day
from (select * from unseen where bit_count(days) > 0) u join day_number d on get_bit(u.days, d.n) = 1
