-- grain: one row a student, school and day that was not simply present
-- why: presence is not stored. Students without a finding pass as they are; the others lose the rows that cannot be right, and of several records of one day the
--      longest absence stays
with clean as (
  select r.student_key, r.org_id, r.day_no, r.kind, r.portion
  from record r
  anti join (select student_key, org_id from verdict where is_flagged and student_key is not null and org_id is not null) v on v.student_key = r.student_key and v.org_id = r.org_id
  where r.kind > 1 and r.student_key is not null and r.org_id is not null
),
mended as (
  select r.student_key, r.org_id, r.day_no, arg_min(r.kind, (100 - r.portion) * 8 + r.kind) as kind, max(r.portion) as portion
  from record r
  join verdict v on v.student_key = r.student_key and v.org_id = r.org_id
  where v.is_flagged and r.kind > 0 and r.portion between 0 and 100
    and get_bit(v.calendar, r.day_no) = 1 and get_bit(v.enrolled, r.day_no) = 1
  group by r.student_key, r.org_id, r.day_no
),
missing as (
  -- Positive schools record everybody: an enrolled student without a record on a day handed in is not known to be present.
  select s.student_key, s.org_id, s.bits & p.bits & coalesce(c.bits, p.bits) & ~coalesce(t.days, cast(repeat('0', 400) as bit)) as days
  from spell_bits s
  join (select org_id, bitstring_agg(date_diff('day', {first_day}, day), 0, 399) as bits from submission where mode = 'positive' and day between {first_day} and least({today}, {last_day}) group by org_id) p on p.org_id = s.org_id
  left join calendar_bits c on c.org_id = s.org_id
  left join tally t on t.student_key = s.student_key and t.org_id = s.org_id
),
every_row as (
  select student_key, org_id, day_no, kind, portion from clean
  union all
  select student_key, org_id, day_no, kind, portion from mended where kind > 1
  union all
  select m.student_key, m.org_id, d.n, 7, 0 from missing m join range(0, 399) d(n) on get_bit(m.days, cast(d.n as integer)) = 1 where bit_count(m.days) > 0
)
select student_key, org_id, {first_day} + cast(day_no as integer) as day,
  case kind when 2 then 'excused' when 3 then 'unexcused' when 4 then 'disciplinary' when 5 then 'in_school_suspension' when 6 then 'tardy' else 'no_record' end as kind,
  cast(portion as smallint) as portion
from every_row
order by student_key, day, org_id
