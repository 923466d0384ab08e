-- Rows that cannot be wrong are told apart from all others in one pass of the file, before any check: the days of a student at a school are one set of bits, so that
-- "twice", "no school that day" and "not enrolled" are one operation a student, not one a row. In: the view `quick` (the cells as they stand), what is known.
-- Out: `suspect` (rows that the checks have to look at) and `sound_*` (all other rows, reduced to what is kept). It calls nobody wrong: the checks do.

-- grain: one row a day that stands in a calendar; n counts from 1, place 0 of the bits stands for every other day
create or replace temp table known_day as
select day, cast(row_number() over (order by day) as smallint) as n from (select distinct day from calendar);

create or replace temp table day_text as
select text, any_value(n) as n
from (select n, unnest([strftime(day, '%Y-%m-%d'), strftime(day, '%m/%d/%Y'), strftime(day, '%-m/%-d/%Y')]) as text from known_day)
group by text;

-- What is written with quotes or blanks around it is left to the checks.
create or replace temp table student_text as
select student_id, student_key, row_number() over (order by student_key) as s
from known_student where not contains(student_id, '"') and student_id = trim(student_id);

create or replace temp table school_text as
select code, org_id, row_number() over (order by org_id) as o
from known_org where kind = 'school' and not contains(code, '"') and code = trim(code);

-- grain: one row a row of the file, in its order (rowid 0 is line 2); pair = student and school, mark = day, kind (1 present, 0 unknown) and portion (101 unknown)
-- why: scalar subqueries, not joins: the planner takes a file for small and would build its tables from it; and two numbers are written faster than five
create or replace temp table record as
with coded as (
  select
    (select s from student_text t where t.student_id = q.student_id) as s,
    (select o from school_text t where t.code = q.school_code) as o,
    (select n from day_text t where t.text = q.date) as n,
    case q.status when 'present' then 1 when 'excused' then 2 when 'unexcused' then 3 when 'disciplinary' then 4 when 'in_school_suspension' then 5 when 'tardy' then 6
      else case replace(replace(lower(q.status), ' ', '_'), '-', '_')
        when 'present' then 1 when 'excused' then 2 when 'unexcused' then 3 when 'disciplinary' then 4 when 'in_school_suspension' then 5 when 'tardy' then 6 else 0 end
    end as kind,
    q.portion
  from quick q
)
select coalesce(s, 0) * 1048576 + coalesce(o, 0) as pair,
  cast(coalesce(cast(n as integer), 0) * 2048 + kind * 256 + case
    when portion is null then if(kind in (1, 6), 0, 100)
    when try_cast(portion as decimal(9, 2)) between 0 and 100 and try_cast(portion as decimal(9, 2)) = floor(try_cast(portion as decimal(9, 2))) then cast(try_cast(portion as decimal(9, 2)) as integer)
    else 101 end as integer) as mark
from coded;

create or replace temp table calendar_bits as
select c.org_id, bitstring_agg(d.n, 0, {last_bit}) as bits
from calendar c join known_day d on d.day = c.day cross join param p
where c.is_instructional and c.day <= p.today
group by c.org_id;

create or replace temp table spell_bits as
with bound as (
  select e.student_key, e.org_id, a.n as a, z.n as z
  from enrollment e
  asof join known_day a on a.day >= e.entry_date
  asof join known_day z on z.day <= coalesce(e.exit_date, date '9999-12-31')
)
select student_key, org_id, bit_or(cast(repeat('0', a) || repeat('1', z - a + 1) || repeat('0', {last_bit} - z) as bit)) as bits
from bound where z >= a
group by student_key, org_id;

create or replace temp table tally as
with tallied as (
  select pair, count(*) as rows, bitstring_agg(cast(mark // 2048 as smallint), 0, {last_bit}) as days, min(mark // 256 % 8) = 0 or max(mark % 256) > 100 as is_odd
  from record group by pair
)
select t.pair, t.rows, t.days, s.student_key, o.org_id,
  s.student_key is not null and o.org_id is not null and not t.is_odd and t.rows = bit_count(t.days)
    and coalesce(bit_count(t.days & c.bits & e.bits) = t.rows, false) as is_sound
from tallied t
left join student_text s on s.s = t.pair // 1048576
left join school_text o on o.o = t.pair % 1048576
left join calendar_bits c on c.org_id = o.org_id
left join spell_bits e on e.student_key = s.student_key and e.org_id = o.org_id;

create or replace temp table suspect as
select r.rowid + 2 as row_no from record r semi join (select pair from tally where not is_sound) t on t.pair = r.pair;
