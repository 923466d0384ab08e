-- The days of every school year, for the district and for the few schools that differ.

-- Monday to Friday from three days before the first student day, with the day's place in its month.
create table weekday as
with first_day as (
  -- The first Wednesday on or after 26 August.
  select school_year, closes, d as first_day
  from school_year, unnest(range(make_date(school_year - 1, 8, 26), make_date(school_year - 1, 9, 2), interval 1 day)) as t(d)
  where isodow(d) = 3
)
select school_year, d::date as day, isodow(d) as dow, month(d) as m, dayofmonth(d) as dom, first_day::date as first_day,
  1 + (dayofmonth(d) - 1) // 7 as nth, dayofmonth(d) + 7 > dayofmonth(last_day(d)) as is_last
from first_day, unnest(range(first_day - interval 5 day, (closes + interval 1 day)::timestamp, interval 1 day)) as t(d)
where isodow(d) <= 5;

-- Days without school that are known before the year begins.
create table planned as
select *,
  case
    when day < first_day then 'teacher_only'
    when m = 9 and dow = 1 and nth = 1 then 'holiday'
    when m = 10 and dow = 1 and nth = 2 then 'holiday'
    when m = 11 and dow = 2 and dom between 2 and 8 then 'teacher_only'
    when m = 11 and dom = 11 then 'holiday'
    when m = 11 and dow = 4 and nth = 4 then 'holiday'
    when m = 11 and dow = 5 and dom between 23 and 29 then 'break'
    when (m = 12 and dom >= 24) or (m = 1 and (dom = 1 or (dom = 2 and dow = 5))) then 'break'
    when m = 1 and dow = 1 and nth = 3 then 'holiday'
    when m = 2 and dow = 1 and nth = 3 then 'holiday'
    when m = 2 and dow = 2 and dom between 16 and 22 then 'break'
    when m = 3 and dow = 5 and nth = 2 then 'teacher_only'
    when m = 4 and dom - dow + 1 between 8 and 14 then 'break'
    when m = 5 and dow = 1 and is_last then 'holiday'
    when m = 6 and dom = 19 then 'holiday'
  end as closed
from weekday;

-- Storms take two to four winter days, and are known only once they have happened.
create table storm as
select school_year, day
from (
  select school_year, day, row_number() over (partition by school_year order by pick('storm', day, 0)) as place,
    2 + (pick('storms', school_year, 0) % 3)::integer as storms
  from planned
  where closed is null and (m in (1, 2) or (m = 12 and dom between 5 and 22) or (m = 3 and dom <= 20))
)
where place <= storms and day < getvariable('today');

-- 180 to 182 days of school; each storm adds one after the planned last day.
create table district_day as
with numbered as (
  select p.*, s.day is not null as stormy, 180 + (pick('days', p.school_year, 0) % 3)::integer as wanted,
    count(*) filter (where p.closed is null) over (partition by p.school_year order by p.day) as place,
    count(*) filter (where s.day is not null) over (partition by p.school_year) as storms,
    max(p.day) filter (where p.closed is null and p.m = 12) over (partition by p.school_year) as before_winter
  from planned p
  left join storm s using (school_year, day)
)
select school_year, day, dow, m,
  case
    when closed is not null then closed
    when stormy then 'weather'
    when place > wanted then 'make_up'
    when m = 11 and dow = 3 and dom between 21 and 27 then 'half_day'
    when day = before_winter or (place = wanted and storms = 0) then 'half_day'
    when dow = 4 and ((m = 10 and nth = 3) or (m = 2 and nth = 1)) then 'half_day'
    else 'instructional'
  end as day_type
from numbered
where (closed is null and place <= wanted + storms) or (closed is not null and place < wanted + storms);

create macro is_school(day_type) as day_type in ('instructional', 'half_day', 'make_up');

-- What differs at single schools: storms of their own, or first days for teachers only; the days come back in June.
create table own_day as
with last_day as (
  select school_year, max(day) as last_day from district_day where is_school(day_type) group by school_year
),
lost as (
  select o.school, d.school_year, d.day, if(o.storms > 0, 'weather', 'teacher_only') as day_type,
    row_number() over (partition by o.school, d.school_year
      order by if(o.storms > 0, pick('own storm', o.school, d.day), 0), d.day) as place,
    greatest(o.storms, o.late) as wanted
  from own_calendar o
  join district_day d on d.day_type = 'instructional'
    and (o.storms = 0 or (d.m in (10, 11, 12, 1, 2, 3) and d.day < getvariable('today')))
),
kept as (
  select school, school_year, day, day_type, place from lost where place <= wanted
),
spare as (
  select w.school_year, w.day, row_number() over (partition by w.school_year order by w.day) as place
  from planned w
  join last_day l using (school_year)
  where w.day > l.last_day and w.closed is null
)
select school, school_year, day, day_type from kept
union all
select k.school, k.school_year, s.day, if(k.day_type = 'weather', 'make_up', 'instructional')
from kept k
join spare s using (school_year, place);

-- Every school's days of school with a running number: what membership is counted in.
create table school_day as
with expanded as (
  select s.code as school, d.school_year, d.day, coalesce(o.day_type, d.day_type) as day_type
  from school s
  cross join district_day d
  left join own_day o on o.school = s.code and o.day = d.day
  union all
  select o.school, o.school_year, o.day, o.day_type
  from own_day o
  left join district_day d using (day)
  where d.day is null
)
select school, school_year, day, day_type, row_number() over (partition by school, school_year order by day)::integer as num
from expanded
where is_school(day_type);

create table calendar as
with whole as (
  select school_year, null as org_code, day, day_type from district_day
  union all
  select school_year, school, day, day_type from own_day
),
quarter as (
  select school_year, day, ceil(4.0 * num / max(num) over (partition by school_year))::integer as marking_period
  from (
    select school_year, day, row_number() over (partition by school_year order by day) as num
    from district_day
    where is_school(day_type)
  )
)
select w.school_year, w.org_code, w.day, w.day_type,
  q.marking_period,
  case
    when month(w.day) between 8 and 11 then 'fall'
    when month(w.day) in (12, 1, 2) then 'winter'
    when month(w.day) between 3 and 5 or (month(w.day) = 6 and dayofmonth(w.day) <= 15) then 'spring'
    else 'summer'
  end as season
from whole w
asof left join quarter q on q.school_year = w.school_year and q.day <= w.day;
