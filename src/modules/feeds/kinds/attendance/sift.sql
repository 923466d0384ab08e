-- Rows that cannot be wrong are told apart from all others in one pass of the file, before any check: the days of a student at a school are one set of bits, so that
-- "twice", "no school that day" and "not enrolled" are one operation a student, not one a row. In: the view `quick` (the cells as they stand), what is known.
-- Out: `suspect` (rows that the checks have to look at) and `sound_*` (all other rows, reduced to what is kept). It calls nobody wrong: the checks do.

-- grain: one row a day that stands in a calendar; n counts from 1, place 0 of the bits stands for every other day
create or replace temp table known_day as
select day, cast(row_number() over (order by day) as smallint) as n from (select distinct day from calendar);

-- Known texts as enumerations: a cast looks each cell up while the file is read. (Joins would be flipped: the planner takes any file for 42 rows.) What is written in
-- any other way (blanks, other dates, quotes) is unknown here, so that the checks look at it.
drop type if exists student_text;
drop type if exists school_text;
drop type if exists day_text;
drop type if exists kind_text;
drop type if exists portion_text;
create type student_text as enum (select distinct student_id from known_student where not contains(student_id, '"') and student_id = trim(student_id));
create type school_text as enum (select distinct code from known_org where kind = 'school' and not contains(code, '"') and code = trim(code));
-- Three ways of writing a day, each way in the order of days; a text that stands already gives its place to one that no file has.
create type day_text as enum (
  select case way when 0 then iso when 1 then padded else if(short = padded, '?' || iso, short) end
  from (select n, strftime(day, '%Y-%m-%d') as iso, strftime(day, '%m/%d/%Y') as padded, strftime(day, '%-m/%-d/%Y') as short from known_day) cross join range(3) w(way)
  order by way, n
);
create type kind_text as enum (
  'present', 'excused', 'unexcused', 'disciplinary', 'in_school_suspension', 'tardy',
  'Present', 'Excused', 'Unexcused', 'Disciplinary', 'In School Suspension', 'Tardy',
  'PRESENT', 'EXCUSED', 'UNEXCUSED', 'DISCIPLINARY', 'IN_SCHOOL_SUSPENSION', 'TARDY'
);
create type portion_text as enum (select cast(i as varchar) from range(101) t(i) order by i);

create or replace temp table known_pupil as
select cast(enum_code(try_cast(student_id as student_text)) as bigint) + 1 as s, student_key from known_student where try_cast(student_id as student_text) is not null;

create or replace temp table known_school as
select cast(enum_code(try_cast(code as school_text)) as bigint) + 1 as o, org_id from known_org where kind = 'school' and try_cast(code as school_text) is not null;

-- grain: one row a row of the file, in its order (rowid 0 is line 2). pair = student and school, 0 when one is unknown; mark = day, kind (1 present) and portion,
-- 0 when one is unknown. Two numbers are written faster than five
create or replace temp table record as
with coded as (
  select
    cast(enum_code(try_cast(student_id as student_text)) as bigint) + 1 as s,
    cast(enum_code(try_cast(school_code as school_text)) as bigint) + 1 as o,
    cast(enum_code(try_cast(date as day_text)) as integer) % {days} + 1 as n,
    cast(enum_code(try_cast(status as kind_text)) as integer) % 6 + 1 as kind,
    portion is null as is_blank,
    cast(enum_code(try_cast(portion as portion_text)) as integer) as portion
  from quick
)
select coalesce(s * 1048576 + o, 0) as pair,
  coalesce(n * 2048 + kind * 256 + if(is_blank, if(kind in (1, 6), 0, 100), portion), 0) as mark
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
  select pair, count(*) as rows, bitstring_agg(mark >> 11, 0, {last_bit}) as days from record group by pair
)
select t.pair, t.rows, t.days, s.student_key, o.org_id, coalesce(t.rows = bit_count(t.days) and t.rows = bit_count(t.days & c.bits & e.bits), false) as is_sound
from tallied t
left join known_pupil s on s.s = t.pair >> 20
left join known_school o on o.o = t.pair & 1048575
left join calendar_bits c on c.org_id = o.org_id
left join spell_bits e on e.student_key = s.student_key and e.org_id = o.org_id;

create or replace temp table suspect as
select r.rowid + 2 as row_no from record r semi join (select pair from tally where not is_sound) t on t.pair = r.pair;
