-- Which school handed in which day, and who was not there.

create table submission as
select d.school, d.school_year, d.day, if(s.positive, 'positive', 'negative') as mode
from school_day d
join school s on s.code = d.school
join (select distinct school_year, code from standing) o on o.school_year = d.school_year and o.code = d.school
left join (select s.school, s.after, y.school_year from stop s join school_year y on s.after between y.opens and y.closes) t
  on t.school = d.school and t.school_year = d.school_year and t.after < d.day
where d.day < getvariable('today')
  and t.school is null
  -- A day is forgotten here and there, and never handed in later.
  and u('forgotten', d.school, d.day) >= 0.0012;

-- How likely a day is to be missed, against the year's mean: Mondays, Fridays, December and June more.
create table day_weight as
select school, school_year, num,
  (case isodow(day) when 1 then 1.10 when 2 then 0.92 when 3 then 0.90 when 4 then 0.93 else 1.18 end
  * case month(day) when 8 then 0.72 when 9 then 0.82 when 10 then 0.93 when 11 then 1.0 when 12 then 1.17 when 1 then 1.08 when 2 then 1.08 when 6 then 1.32 else 1.0 end
  * if(day_type = 'half_day', 1.3, 1.0))::float as weight
from school_day;

-- One row a spell: its school days as numbers, and the share of days this student tends to miss.
create table span as
with effect as (
  select s.code, coalesce(s.effect, 0) + z.effect + 0.16 * greatest(-1.6, least(1.6, z('school', s.code, 0))) as effect from school s join zone z on z.code = s.zone
),
sized as (
  select p.spell_id, p.pid, p.school_year, p.school, p.grade, p.is_primary, a.num as from_num, b.num as to_num
  from spell p
  asof join school_day a on a.school = p.school and a.school_year = p.school_year and a.day >= p.entry_date
  asof join school_day b on b.school = p.school and b.school_year = p.school_year and b.day <= p.planned_exit
  where p.exit_code is distinct from 'no_show' and a.num <= b.num
)
select z.spell_id, z.pid, z.school_year, z.school, z.grade, z.is_primary, z.from_num, z.to_num, st.gender,
  least(0.75, exp(
    -- The middle student, by year: three years of recovery.
    case (select max(school_year) from school_year) - z.school_year when 3 then -2.825 when 2 then -2.892 when 1 then -2.972 else -3.01 end
    + 0.60 * z('habit', z.pid, 0) + 0.36 * z('habit', z.pid, z.school_year)
    + e.effect + 0.06 * z('school year', z.school, z.school_year)
    + if(st.econ, 0.13, -0.42) + if(st.el, 0.07, 0) + if(st.swd, 0.38, -0.07)
    + case st.race when 'hispanic' then 0.10 when 'black' then -0.08 when 'asian' then -0.42 when 'white' then -0.22 when 'two_or_more' then -0.15 when 'american_indian' then 0.15 else 0 end
    + case st.gender when 'male' then 0.02 when 'nonbinary' then 0.15 else 0 end
    + case z.grade when -1 then 0.26 when 0 then 0.14 when 1 then 0.06 when 2 then -0.08 when 3 then -0.10 when 4 then -0.14 when 5 then -0.14
        when 6 then -0.06 when 7 then 0.0 when 8 then 0.04 when 9 then 0.26 when 10 then 0.22 when 11 then 0.30 else 0.38 end
  ))::float as habit
from sized z
join student st using (pid, school_year)
join effect e on e.code = z.school;

-- The one big step: every student and every day once, keeping the days on which something begins. One hash decides twice: its upper half about an
-- absence (a run of days, 1.8 on average), its lower half about coming late.
create table begin_day as
with salted as (
  select *, pick('day', pid, school_year) as salt from span where is_primary
),
thrown as (
  select s.spell_id, d.num, s.habit * d.weight as chance, hash(xor(s.salt, d.num::ubigint)) as roll
  from salted s
  join day_weight d on d.school = s.school and d.school_year = s.school_year and d.num between s.from_num and s.to_num
)
select spell_id, num, (roll >> 32) < (chance / 1.8 * 4294967296.0)::ubigint as absent
from thrown
where (roll >> 32) < (chance / 1.8 * 4294967296.0)::ubigint or (roll & 4294967295) < (least(0.3, 0.004 + chance * 0.2) * 4294967296.0)::ubigint;

-- What each run turns into, day by day. The lower rank wins when two meet on one day.
create table marked as
with run as (
  select s.spell_id, s.to_num, s.grade, b.num, b.absent, u('run', s.spell_id, b.num) as length_at, u('why', s.spell_id, b.num) as why_at,
    u('part', s.spell_id, b.num) as part_at
  from begin_day b
  join span s using (spell_id)
),
sized as (
  select *,
    case when not absent then 1 when length_at < 0.64 then 1 when length_at < 0.82 then 2 when length_at < 0.91 then 3
      when length_at < 0.98 then 4 + floor((length_at - 0.91) / 0.07 * 2)::integer else 6 + floor((length_at - 0.98) / 0.02 * 6)::integer end as days
  from run
),
told as (
  select *,
    case
      when not absent then 'tardy'
      when why_at < if(grade >= 9, 0.32, if(grade >= 6, 0.44, 0.52)) + if(days >= 3, 0.2, 0.0) then 'excused'
      else 'unexcused'
    end as status,
    case
      when not absent then if(part_at < 0.08, 10 + (floor(part_at * 200)::integer % 4) * 5, null)
      when days > 1 or part_at >= 0.085 then null
      when part_at < 0.062 then 50
      else [25, 33, 40, 67, 75, 88][1 + floor((part_at - 0.062) / 0.023 * 6)::integer]
    end as portion
  from sized
),
suspension as (
  -- Out of school for one to ten days; in school for one or two.
  select spell_id, from_num + floor(u('suspended', spell_id, k) * (to_num - from_num + 1))::integer as num, to_num, 1 as rank, 'disciplinary' as status,
    case when u('suspended days', spell_id, k) < 0.93 then 1 + floor(u('suspended days', spell_id, k) * 5)::integer else 10 end as days
  from span, unnest(range(2)) as t(k)
  where is_primary and u('suspend', spell_id, k) < (case when grade >= 9 then 0.045 when grade >= 6 then 0.05 else 0.006 end)
    * if(gender = 'male', 1.35, 0.65) * least(2.5, habit / 0.07)
  union all
  select spell_id, from_num + floor(u('kept in', spell_id, k) * (to_num - from_num + 1))::integer, to_num, 3, 'in_school_suspension',
    1 + floor(u('kept in days', spell_id, k) * 2)::integer
  from span, unnest(range(2)) as t(k)
  where is_primary and u('keep in', spell_id, k) < (case when grade >= 6 then 0.045 when grade >= 3 then 0.008 else 0.0 end) * if(gender = 'male', 1.3, 0.7)
),
spread as (
  select spell_id, unnest(range(num, least(num + days, to_num + 1)))::integer as num, if(absent, 2, 4) as rank, status, portion, num as began from told
  union all
  select spell_id, unnest(range(num, least(num + days, to_num + 1)))::integer, rank, status, null, num from suspension
)
select spell_id, num, arg_min(struct_pack(status, portion), rank * 1000 + began) as mark
from spread
group by spell_id, num;

create table recorded as
with own as (
  select s.pid, s.school_year, s.school, d.day, m.mark.status as status, m.mark.portion as portion
  from marked m
  join span s using (spell_id)
  join school_day d on d.school = s.school and d.school_year = s.school_year and d.num = m.num
),
-- The second school of a shared student mostly writes the absence down too.
shared as (
  select o.pid, o.school_year, p.school, o.day, o.status, o.portion
  from spell p
  join own o on o.pid = p.pid and o.school_year = p.school_year and o.day between p.entry_date and p.planned_exit
  join school_day d on d.school = p.school and d.day = o.day
  where not p.is_primary and o.status in ('excused', 'unexcused', 'disciplinary') and u('shared', o.pid, o.day) < 0.75
),
-- Where everybody is written down every day, all others have a row too; about one in a thousand is forgotten.
present as (
  select s.pid, s.school_year, s.school, d.day, 'present' as status, null::integer as portion
  from span s
  join school c on c.code = s.school and c.positive
  join school_day d on d.school = s.school and d.school_year = s.school_year and d.num between s.from_num and s.to_num
  where s.is_primary and u('unwritten', s.pid, d.day) >= 0.001
    and not exists (from own o where o.pid = s.pid and o.day = d.day and o.school = s.school)
),
-- Deliberate noise, so that the checks have something to find: a few absences after the last day, a few on a holiday.
after_exit as (
  select p.pid, p.school_year, p.school, d.day, 'unexcused' as status, null::integer as portion
  from (
    select *, row_number() over (partition by school_year order by pick('after', spell_id, 0)) as place
    from spell
    where exit_code in ('left_district', 'left_state') and is_primary
  ) p
  join school_day d on d.school = p.school and d.school_year = p.school_year and d.day = p.exit_date + 7
  where p.place <= 12
),
on_holiday as (
  select p.pid, p.school_year, p.school, h.day, 'excused' as status, null::integer as portion
  from (
    select *, row_number() over (partition by school_year order by pick('holiday', spell_id, 0)) as place
    from spell
    where exit_code is distinct from 'no_show' and is_primary
  ) p
  join (select school_year, min(day) as day from district_day where day_type = 'holiday' and month(day) = 11 group by school_year) h using (school_year)
  where p.place <= 5 and h.day between p.entry_date and coalesce(p.exit_date, p.planned_exit) and h.day < getvariable('today')
)
select r.* from (from own union all from shared union all from present) r
join submission b on b.school = r.school and b.day = r.day
union all
select a.* from after_exit a
join submission b on b.school = a.school and b.day = a.day
union all
select * from on_holiday;
