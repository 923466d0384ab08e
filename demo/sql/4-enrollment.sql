-- Spells: from when to when who was enrolled where.

create table year_day as
select school_year, day, row_number() over (partition by school_year order by day)::integer as num
from district_day
where is_school(day_type);

create table year_length as
select school_year, max(num) as days from year_day group by school_year;

-- What happens to a person in a year, in numbered school days.
create table course as
with drawn as (
  select y.*, l.days,
    if(y.is_first and u('late', y.pid, y.school_year) < 0.3, 2 + floor(u('late day', y.pid, y.school_year) * (l.days - 4))::integer, 1) as entry_num,
    if(y.is_last and y.grade < 12 and u('leave', y.pid, y.school_year) < 0.45 or y.grade = 12 and u('leave', y.pid, y.school_year) < 0.04,
      4 + floor(u('leave day', y.pid, y.school_year) * (l.days - 10))::integer, null) as leave_num
  from person_year y
  join year_length l using (school_year)
),
bounded as (
  -- A child who would leave before coming stays for a few days instead: very short memberships exist.
  select *, if(leave_num < entry_num, least(days - 1, entry_num + leave_num % 17), leave_num) as exit_num from drawn
)
select b.*, here.school as first_school,
  if(there.school is distinct from here.school, there.school, null) as second_school,
  15 + floor(u('move day', b.pid, b.school_year) * (b.days - 40))::integer as move_num,
  if(u('move gap', b.pid, b.school_year) < 0.2, 2 + floor(u('move gap', b.pid, b.school_year) * 40)::integer, 0) as move_gap,
  if(there.school is null and u('gap', b.pid, b.school_year) < 0.013, 15 + floor(u('gap day', b.pid, b.school_year) * 110)::integer, null) as gap_num,
  12 + floor(u('gap length', b.pid, b.school_year) * 34)::integer as gap_length
from bounded b
join school_at here on here.pid = b.pid and here.school_year = b.school_year and here.nth = b.moves
left join school_at there on there.pid = b.pid and there.school_year = b.school_year and there.nth = b.moves + 1;

create table numbered_spell as
with parted as (
  select *, coalesce(exit_num, days) as until_num,
    second_school is not null and move_num > entry_num and move_num + move_gap < coalesce(exit_num, days) as moved,
    gap_num is not null and gap_num > entry_num and gap_num + gap_length < coalesce(exit_num, days) as away
  from course
),
ending as (
  select *,
    case
      when exit_num is null then case when grade = 12 and is_last then 'graduated' when repeats = age_grade then 'retained' else 'promoted' end
      when grade >= 9 and u('exit', pid, school_year) < 0.25 then 'dropped_out'
      when u('exit', pid, school_year) < 0.6 then 'left_district'
      else 'left_state'
    end as exit_reason
  from parted
)
select pid, school_year, grade, first_school as school, true as is_primary, entry_num as from_num,
  case when moved then move_num - 1 when away then gap_num - 1 else until_num end as to_num,
  case when moved then 'moved_school' when away then 'withdrawn' else exit_reason end as exit_code
from ending
where not no_show
union all
select pid, school_year, grade, second_school, true, move_num + move_gap, until_num, exit_reason
from ending
where moved and not no_show
union all
select pid, school_year, grade, first_school, true, gap_num + gap_length, until_num, exit_reason
from ending
where away and not moved and not no_show
union all
-- A few take part of their day at the magnet high school: a second enrollment, not the primary one.
select e.pid, e.school_year, e.grade, m.code, false, e.entry_num, if(u('half year', e.pid, 0) < 0.4, least(e.until_num, e.entry_num + 89), e.until_num), 'course_ended'
from ending e
join school m on m.special = 'magnet' and m.high = 12
where not no_show and not moved and not away and e.grade >= 10 and e.first_school <> m.code and u('dual', e.pid, 0) < 0.014
union all
-- Expected in September and never seen.
select pid, school_year, grade, first_school, true, 1, 8, 'no_show'
from ending
where no_show;

-- The same in dates, as it is known at the end of the day before today. In the current year nobody has an exit date before it comes.
create table spell as
with dated as (
  select s.pid, s.school_year, s.grade, s.school, s.is_primary, s.exit_code,
    -- Schools with days of their own begin later or end later.
    if(s.from_num = 1, greatest(a.day, own.first_day), a.day) as entry_date,
    if(s.to_num = l.days, greatest(b.day, own.last_day), b.day) as exit_date,
    -- Numbered before anything is left out for not having happened yet: what follows from the number stays when the day moves on.
    row_number() over (order by s.pid, s.school_year, s.from_num, s.is_primary desc)::integer as spell_id
  from numbered_spell s
  join year_length l using (school_year)
  join year_day a on a.school_year = s.school_year and a.num = s.from_num
  join year_day b on b.school_year = s.school_year and b.num = s.to_num
  join (select school, school_year, min(day) as first_day, max(day) as last_day from school_day group by all) own
    on own.school = s.school and own.school_year = s.school_year
)
select spell_id, pid, school_year, grade, school, is_primary, entry_date,
  if(exit_date < getvariable('today'), exit_date, null) as exit_date,
  if(exit_date < getvariable('today'), exit_code, null) as exit_code,
  exit_date as planned_exit
from dated
where entry_date <= exit_date and entry_date < getvariable('today');
