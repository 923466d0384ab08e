-- grain: one row a student and school with a record
-- why: the days of a student are one set of bits, so that "a day twice", "no school that day" and "not enrolled" are one operation for a student, not one for a row
create or replace temp table calendar_bits as
select org_id, bitstring_agg(date_diff('day', {first_day}, day), 0, 399) as bits
from calendar where is_instructional and day between {first_day} and least({today}, {last_day})
group by org_id;

create or replace temp table spell_bits as
with part as (
  select student_key, org_id, greatest(date_diff('day', {first_day}, entry_date), 0) as a,
    least(date_diff('day', {first_day}, coalesce(exit_date, {last_day})), 398) as z
  from spell where entry_date <= {last_day} and coalesce(exit_date, {last_day}) >= greatest(entry_date, {first_day})
)
select student_key, org_id, bit_or(cast(repeat('0', a) || repeat('1', z - a + 1) || repeat('0', 399 - z) as bit)) as bits
from part group by student_key, org_id;

create or replace temp table tally as
select student_key, org_id, count(*) as records, bitstring_agg(day_no, 0, 399) as days, min(kind) = 0 or min(portion) < 0 or max(portion) > 100 as has_odd_value
from record
group by student_key, org_id;

create or replace temp table verdict as
with none as (
  select cast(repeat('0', 400) as bit) as bits
)
select t.student_key, t.org_id, t.days, coalesce(c.bits, none.bits) as calendar, coalesce(s.bits, none.bits) as enrolled,
  t.student_key is null or t.org_id is null or t.has_odd_value or t.records > bit_count(t.days) or
    bit_count(t.days & coalesce(c.bits, none.bits) & coalesce(s.bits, none.bits)) < bit_count(t.days) as is_flagged
from tally t
cross join none
left join calendar_bits c on c.org_id = t.org_id
left join spell_bits s on s.student_key = t.student_key and s.org_id = t.org_id;
