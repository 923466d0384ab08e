-- One more day of attendance for files that are already there, made from those files alone. Who misses much is likelier to be missing.
create macro pick(tag, a, b) as hash(hash(getvariable('seed'), tag, a, b));
create macro u(tag, a, b) as (pick(tag, a, b) >> 11)::double / 9007199254740992.0;

-- A school hands in the new day when it handed in the last day that anybody did.
create table next_submission as
select school_code, getvariable('today') as date, mode
from had_submission
where date = (select max(date) from had_submission);

create table next_attendance as
with missed as (
  select student_id, count(*) filter (where status in ('excused', 'unexcused')) as days from had_attendance group by student_id
),
passed as (
  select count(distinct date) as days from had_submission
),
member as (
  select e.student_id, e.school_code, s.mode, (coalesce(m.days, 0) + 0.5) / (p.days + 8.0) as chance,
    u('absent', e.student_id, 0) as draw, u('why', e.student_id, 0) as why
  from had_enrollment e
  join next_submission s using (school_code)
  left join missed m using (student_id)
  cross join passed p
  where e.exit_date is null and e."primary" = 'Y'
)
select student_id, school_code, getvariable('today') as date,
  case
    when draw < chance then if(why < 0.45, 'excused', if(why < 0.98, 'unexcused', 'disciplinary'))
    when draw < chance + 0.015 then 'tardy'
    else 'present'
  end as status,
  if(draw < chance and why between 0.2 and 0.24, 50, null)::integer as portion
from member
where draw < chance + 0.015 or mode = 'positive';

-- A handful of rows that a check must find. The name says which.
create table problem_row as
with someone as (
  select *, row_number() over (order by pick('someone', student_id, 0)) as place from next_attendance where status in ('excused', 'unexcused') and portion is null
),
gone as (
  select e.student_id, e.school_code
  from had_enrollment e
  join next_submission s using (school_code)
  where e.exit_date < getvariable('today') - 10 and e.exit_code in ('left_district', 'left_state')
  order by e.student_id limit 2
)
select 'unknown_student' as problem, '9' || student_id || '9' as student_id, school_code, date, 'unexcused' as status, null::integer as portion from someone where place <= 3
union all
select 'duplicate', student_id, school_code, date, status, portion from someone where place in (4, 5)
union all
select 'contradiction', student_id, school_code, date, if(status = 'excused', 'unexcused', 'excused'), portion from someone where place in (6, 7)
union all
select 'not_a_school_day', student_id, school_code, getvariable('closed_day'), status, portion from someone where place in (8, 9)
union all
select 'future_day', student_id, school_code, getvariable('future_day'), status, portion from someone where place = 10
union all
select 'outside_enrollment', student_id, school_code, getvariable('today'), 'unexcused', null from gone
union all
select 'unknown_status', student_id, school_code, getvariable('today') - 1, 'absnt', null from someone where place = 11;
