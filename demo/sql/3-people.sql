-- Who lives in the district, when they come and go, and where they would go to school.

-- A piece of the line from 0 to 1 for each neighborhood school, as long as its share of the children.
create table neighborhood as
select code as home, zone, low = -1 as has_pk,
  (sum(weight) over (order by code) - weight) / sum(weight) over () as starts,
  sum(weight) over (order by code) / sum(weight) over () as ends
from school
where weight > 0;

-- Everybody who is in the district at some time. `cohort` is the year they begin kindergarten.
-- 60 % begin with kindergarten (or PK), the others come in a later grade; about one in eighteen leaves after any grade.
create table person as
with slot as (
  select c as cohort, (c - 1900) * 100000 + i as pid
  from (select unnest(range(min(school_year) - 12, max(school_year) + 2)) as c from school_year),
    unnest(range(getvariable('cohort'))) as t(i)
),
drawn as (
  select pid, cohort, u('address', pid, 0) as spot, u('arrive', pid, 0) as arrive, u('pk', pid, 0) < 0.72 as wants_pk,
    floor(ln(1 - u('stay', pid, 0)) / ln(0.945))::integer as stays,
    case when u('repeat', pid, 0) < 0.03 then 9 when u('repeat', pid, 0) < 0.06 then floor(13 * u('repeat', pid, 1))::integer end as repeats,
    u('race', pid, 0) as race_at, u('gender', pid, 0) as gender_at
  from slot
),
placed as (
  select d.*, n.home, n.zone, n.has_pk,
    case
      when arrive < 0.6 then if(wants_pk and n.has_pk, -1, 0)
      else 1 + floor((arrive - 0.6) / 0.4 * 11.5)::integer
    end as arrives
  from drawn d
  join neighborhood n on d.spot >= n.starts and d.spot < n.ends
),
-- Shares of race and ethnicity by the zone's mix; the last one is white.
share(mix, hispanic, black, asian, two_or_more, american_indian, pacific_islander) as (
  values
    ('none', 0.53, 0.22, 0.035, 0.035, 0.0035, 0.0015),
    ('hispanic', 0.68, 0.18, 0.02, 0.025, 0.003, 0.001),
    ('black', 0.47, 0.36, 0.03, 0.035, 0.0025, 0.001),
    ('white', 0.38, 0.12, 0.075, 0.05, 0.004, 0.002)
),
raced as (
  select p.*, z.poverty,
    case
      when race_at < s.hispanic then 'hispanic'
      when race_at < s.hispanic + s.black then 'black'
      when race_at < s.hispanic + s.black + s.asian then 'asian'
      when race_at < s.hispanic + s.black + s.asian + s.two_or_more then 'two_or_more'
      when race_at < s.hispanic + s.black + s.asian + s.two_or_more + s.american_indian then 'american_indian'
      when race_at < s.hispanic + s.black + s.asian + s.two_or_more + s.american_indian + s.pacific_islander then 'pacific_islander'
      else 'white'
    end as race
  from placed p
  join zone z on z.code = p.zone
  join share s on s.mix = z.mix
)
select pid, cohort, home, zone, arrives, race,
  if(repeats >= arrives, repeats, null) as repeats,
  least(12, arrives + stays) as last_grade,
  case when gender_at < 0.486 then 'female' when gender_at < 0.996 then 'male' else 'nonbinary' end as gender,
  u('econ', pid, 0) < least(0.97, poverty +
    case race when 'hispanic' then 0.79 when 'black' then 0.74 when 'white' then 0.44 when 'asian' then 0.52 else 0.65 end) as econ,
  -- Higher among those who come late: new in the country. Compared with a bar that rises with the grade, so it ends once and stays ended.
  u('el', pid, 0) / (if(arrives >= 3 and arrive >= 0.6, 1.5, 1.0) *
    case race when 'hispanic' then 0.32 when 'asian' then 0.28 when 'black' then 0.08 when 'white' then 0.035 else 0.025 end) as el_score,
  u('swd', pid, 0) / if(gender_at < 0.486, 0.145, 0.243) as swd_score,
  u('magnet', pid, 0) as magnet_at,
  u('resident', pid, 0) as resident_at,
  -- A six-digit id that says nothing about the child: a multiplication modulo a prime never gives the same twice.
  (100000 + ((cohort - (select min(school_year) from school_year) + 12) * getvariable('cohort') + pid % 100000 + 1) * 7919 % 899981)::varchar as student_id,
  make_date((cohort - 6)::integer, 1, 1) + (pick('birth', pid, 0) % 365)::integer as birth_date
from raced;

-- One row a person and year in the district. `moves` counts changes of address in earlier years: each brings another school of the neighborhood.
create table person_year as
with grown as (
  select p.*, y.school_year, y.opens,
    (y.school_year - p.cohort)::integer as age_grade,
    (y.school_year - p.cohort - if(p.repeats < y.school_year - p.cohort, 1, 0))::integer as grade
  from person p
  cross join school_year y
),
moved as (
  select *,
    age_grade = arrives as is_first,
    grade = last_grade and repeats is distinct from age_grade as is_last,
    u('move', pid, school_year) < 0.074 and grade >= 0 as moves_now,
    -- Those who left the year before; some of them are still expected in September.
    grade = last_grade + 1 and grade <= 12 and u('no show', pid, school_year) < 0.16 as no_show
  from grown
)
select *, coalesce(sum(moves_now::integer) over (partition by pid order by school_year rows between unbounded preceding and 1 preceding), 0)::integer as moves
from moved
where age_grade >= arrives and (grade <= last_grade or no_show);

-- The groups of a person in a year.
create table student as
select pid, school_year, student_id, birth_date, gender, race, grade, no_show,
  if(u('econ noise', pid, school_year) < 0.03, not econ, econ) as econ,
  el_score < case when grade <= 2 then 1.25 when grade <= 5 then 1.05 when grade <= 8 then 0.75 else 0.72 end as el,
  swd_score < case when grade <= 0 then 0.55 when grade = 1 then 0.7 when grade = 2 then 0.8 when grade = 3 then 0.9 else 1.0 end as swd,
  resident_at, moves
from person_year;

-- The school for every address a person had or gets this year: the neighborhood's, what it feeds, a magnet, or the transition school.
create table school_at as
with address as (
  select y.pid, y.school_year, y.grade, y.magnet_at, k as nth,
    if(k = 0, y.home, n.home) as home
  from (select *, unnest(if(moves_now, [moves, moves + 1], [moves])) as k from person_year) y
  join neighborhood n on u('address', y.pid, k) >= n.starts and u('address', y.pid, k) < n.ends
),
magnet as (
  select min(code) filter (where high <= 8) as lower, min(code) filter (where high > 8) as upper from school where special = 'magnet'
),
transition as (
  select min(code) as code from school where special = 'transition'
),
chosen as (
  select a.pid, a.school_year, a.nth,
    case
      when a.grade = 12 and st.swd and t.code is not null and u('transition', a.pid, 0) < 0.05 then t.code
      when a.nth = 0 and a.grade >= 9 and a.magnet_at < 0.095 and m.upper is not null then m.upper
      when a.nth = 0 and a.grade between 0 and 8 and a.magnet_at < 0.05 and m.lower is not null then m.lower
      when a.grade <= 5 then a.home
      when a.grade <= 8 then e.feeds
      else mid.feeds
    end as picked
  from address a
  join student st using (pid, school_year)
  join school e on e.code = a.home
  left join school mid on mid.code = e.feeds
  cross join magnet m
  cross join transition t
)
select c.pid, c.school_year, c.nth, s.code as school
from chosen c
join standing s on s.picked = c.picked and s.school_year = c.school_year;
