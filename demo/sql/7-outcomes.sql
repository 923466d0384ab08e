-- What came of it: tests, courses, discipline, graduation, college, success plans. Tests, marks and outcomes of a year exist once it is over.

create table whole_year as
select school_year from year_day group by school_year having max(day) < getvariable('today');

-- Where somebody was in May: the school whose result it is.
create table in_may as
select s.pid, s.school_year, s.grade, s.school
from spell s
where s.is_primary and s.entry_date <= make_date(s.school_year, 5, 5) and s.planned_exit >= make_date(s.school_year, 5, 20)
qualify row_number() over (partition by s.pid, s.school_year order by s.entry_date desc, s.school) = 1;

-- One number a person for school work, the same in all years but for a little: groups differ by what they are given, not by who they are.
create table ability as
select st.pid, st.school_year,
  z('ability', st.pid, 0) * 0.85 - if(st.econ, 0.5, 0.0) - if(st.swd, 0.75, 0.0) - if(st.el, 0.6, 0.0) + 0.12 * (st.school_year - 2024) * u('growth', st.pid, 0) + 0.35 as able
from student st;

create table cut as
select unnest([3, 4, 5, 6, 7, 8, 11]) as grade,
  unnest([2367, 2416, 2442, 2457, 2479, 2487, 410]) as ela2, unnest([2432, 2473, 2502, 2531, 2552, 2567, 480]) as ela3, unnest([2490, 2533, 2582, 2618, 2649, 2668, 630]) as ela4,
  unnest([2381, 2411, 2455, 2473, 2484, 2504, 430]) as math2, unnest([2436, 2485, 2528, 2552, 2567, 2586, 530]) as math3, unnest([2501, 2549, 2579, 2610, 2635, 2653, 660]) as math4;

create table asked_test as
select m.pid, m.school_year, m.school, m.grade, if(m.grade = 11, 'sat', 'sbac') as assessment, subject, a.able,
  if(subject = 'ela', ela2, math2) as low, if(subject = 'ela', ela3, math3) as mid, if(subject = 'ela', ela4, math4) as high
from in_may m
join whole_year using (school_year)
join ability a using (pid, school_year)
join cut c on c.grade = m.grade
cross join (select unnest(['ela', 'math']) as subject)
union all
select m.pid, m.school_year, m.school, m.grade, 'ngss', 'science', a.able, m.grade * 100 + 40, m.grade * 100 + 60, m.grade * 100 + 80
from in_may m
join whole_year using (school_year)
join ability a using (pid, school_year)
where m.grade in (5, 8, 11);

create view assessments as
with drawn as (
  select *, u('tested ' || subject, pid, school_year) < 0.972 as tested,
    cast(round(mid + (high - low) * (0.55 * (able - if(subject = 'math', 0.35, 0.15)) + 0.25 * z('score ' || subject, pid, school_year))) as integer) as score
  from asked_test
)
select st.student_id, d.school_year, d.school as school_code, d.assessment, d.subject, d.school_year::varchar as edition, grade_text(d.grade) as grade, if(d.tested, 'Y', 'N') as participated,
  if(d.tested, null, ['absent', 'absent', 'refused', 'medical'][1 + (pick('reason', d.pid, d.school_year) % 4)::integer]) as reason_not_tested,
  if(d.tested, d.score, null) as scale_score,
  if(d.tested, case when d.score >= d.high then 4 when d.score >= d.mid then 3 when d.score >= d.low then 2 else 1 end, null) as level
from drawn d
join student st using (pid, school_year)
order by d.school_year, st.student_id, d.subject;

-- Courses: what a grade takes, and for whom.
create table offer as
select unnest([8, 8, 9, 9, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 11, 11, 11, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12]) as grade,
  unnest(['MAT8', 'ALG1', 'ENG9', 'ALG1', 'GEO', 'BIO', 'CIV', 'SPA1', 'ART1', 'ENG10', 'GEO', 'CHEM', 'HIST', 'SPA2', 'CHOIR',
    'ENG11', 'ALG2', 'PHYS', 'USH', 'WELD1', 'APENG', 'APUSH', 'ENG12', 'STAT', 'ENV', 'GOV', 'WELD2', 'WORK', 'APCALC']) as course_code,
  unnest([0.0, 0.62, 0.0, 0.0, 0.62, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.75, 0.75, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.75]) as from_able,
  -- Which share of those who may takes it.
  unnest([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.55, 1.0, 1.0, 1.0, 1.0, 1.0, 0.4, 1.0, 1.0, 1.0, 1.0, 0.35, 0.8, 0.6, 1.0, 1.0, 1.0, 1.0, 0.35, 0.3, 0.7]) as share;

create table course_taken as
select m.pid, m.school_year, m.school, m.grade, o.course_code, a.able
from in_may m
join whole_year using (school_year)
join ability a using (pid, school_year)
join offer o on o.grade = m.grade
where a.able >= if(o.from_able = 0.0, -99.0, o.from_able) and u('take ' || o.course_code, m.pid, m.grade) < o.share
  -- Whoever is ahead takes the next course and not the usual one.
  and not (o.course_code = 'MAT8' and a.able >= 0.62) and not (o.course_code = 'ALG1' and m.grade = 9 and a.able >= 0.62);

create view course_records as
with marked as (
  select *, able + 0.55 * z('mark ' || course_code, pid, school_year) + 0.75 as m from course_taken
)
select st.student_id, c.school_year, c.school as school_code, c.course_code, 'year' as term, grade_text(c.grade) as grade,
  case when m >= 1.7 then 'A' when m >= 1.4 then 'A-' when m >= 1.1 then 'B+' when m >= 0.8 then 'B' when m >= 0.5 then 'B-' when m >= 0.2 then 'C+' when m >= -0.1 then 'C'
    when m >= -0.35 then 'C-' when m >= -0.8 then 'D' else 'F' end as final_mark,
  if(c.grade = 8, 0, 1) as credits_attempted, if(c.grade = 8 or m < -0.8, 0, 1) as credits_earned
from marked c
join student st using (pid, school_year)
order by c.school_year, st.student_id, c.course_code;

create view course_flags as
select course_code, school_year,
  case when course_code like 'ENG%' or course_code = 'APENG' then 'english' when course_code in ('MAT8', 'ALG1', 'GEO', 'ALG2', 'STAT', 'APCALC') then 'math'
    when course_code in ('BIO', 'CHEM', 'PHYS', 'ENV') then 'science' when course_code in ('CIV', 'HIST', 'USH', 'APUSH', 'GOV') then 'social'
    when course_code in ('ART1', 'CHOIR') then 'arts' when course_code like 'SPA%' then 'world_language' else 'cte' end as subject,
  if(course_code in ('ALG1', 'GEO', 'ALG2', 'STAT', 'APCALC'), 'Y', 'N') as algebra1,
  case when course_code like 'AP%' then 'ap' when course_code like 'WELD%' then 'cte' when course_code = 'WORK' then 'workplace' end as ccr
from (select distinct course_code from offer), whole_year
order by school_year, course_code;

-- Incidents: most students none, a few several; two in one incident now and then.
create table incident as
select s.pid, s.school_year, s.school, d.day, k,
  row_number() over (order by s.school_year, d.day, s.school, s.pid, k) as number
from spell s
join student st using (pid, school_year)
join year_length l using (school_year)
cross join (select unnest([1, 2, 3]) as k)
join year_day d on d.school_year = s.school_year and d.num = 1 + (pick('incident day', s.pid, s.school_year * 10 + k) % l.days)::integer
where s.is_primary and d.day between s.entry_date and s.planned_exit and d.day < getvariable('today')
  and u('incident', s.pid, s.school_year * 10 + k) < if(s.grade >= 6, 0.045, 0.012) * if(st.econ, 1.25, 0.7) * if(st.swd, 1.6, 1.0) / k;

create view disciplines as
select st.student_id, i.school as school_code, 'I-' || i.school_year || '-' || (i.number - if(u('together', i.pid, i.number) < 0.12, 1, 0)) as incident_id, i.day as date,
  case when u('action', i.pid, i.number) < 0.5 then 'iss' when u('action', i.pid, i.number) < 0.83 then 'oss' when u('action', i.pid, i.number) < 0.84 then 'expulsion' else 'restorative' end as action,
  ['disruption', 'fighting', 'threat', 'vaping', 'bullying'][1 + (pick('behavior', i.pid, i.number) % 5)::integer] as behavior,
  1 + (pick('days', i.pid, i.number) % 4)::integer as days_assigned, 1 + (pick('days', i.pid, i.number) % 4)::integer as days_served, i.school_year
from incident i
join student st using (pid, school_year)
order by i.school_year, i.day, i.number;

-- Cohorts of the last two classes: everybody who was seen in high school, by the grade of the first year that is known.
create table cohort_member as
with seen as (
  select s.pid, s.school_year, s.school, s.grade, s.exit_code, s.exit_date,
    first_value(s.school_year + 12 - s.grade) over (partition by s.pid order by s.school_year, s.entry_date) as cohort_year,
    row_number() over (partition by s.pid order by s.entry_date desc, s.school) as newest
  from spell s
  where s.grade >= 9 and s.is_primary and coalesce(s.exit_code, '') <> 'no_show'
)
select pid, school_year, school, exit_code, exit_date, cohort_year from seen
where newest = 1 and cohort_year in (select school_year from whole_year order by school_year desc limit 2);

create view cohorts as
select st.student_id, c.cohort_year, c.school as school_code,
  case when c.exit_code = 'graduated' then 'diploma' when c.exit_code in ('left_district', 'left_state') then 'removed' when c.exit_code = 'dropped_out' then 'dropped' else 'enrolled' end as outcome,
  if(c.exit_code in ('graduated', 'left_district', 'left_state', 'dropped_out'), c.exit_date, null) as outcome_date,
  if(c.exit_code in ('left_district', 'left_state'), 'transfer', null) as removal_reason,
  if(c.exit_code in ('left_district', 'left_state'), if(u('paper', c.pid, 0) < 0.93, 'Y', 'N'), null) as documented
from cohort_member c
join student st using (pid, school_year)
order by c.cohort_year, st.student_id;

create view colleges as
with graduate as (
  select c.pid, c.school_year, c.school, u('college', c.pid, 0) < 0.5 + 0.18 * a.able as goes, a.able
  from cohort_member c
  join ability a using (pid, school_year)
  where c.exit_code = 'graduated' and c.school_year < (select max(school_year) from whole_year)
)
select st.student_id, g.school_year as graduation_year, g.school as school_code, if(g.goes, 'Y', 'N') as enrolled,
  if(g.goes, make_date(g.school_year, 8, 25) + (pick('college day', g.pid, 0) % 160)::integer, null) as first_enrolled, if(g.goes, if(g.able > 0.4, 4, 2), null) as institution_level
from graduate g
join student st using (pid, school_year)
order by g.school_year, st.student_id;

create view success_plans as
select st.student_id, m.school_year, 'success_plan' as program, make_date(m.school_year - 1, 9, 20) as from_date,
  if(u('worked on', m.pid, m.school_year) < 0.88, make_date(m.school_year - 1, 10, 1) + (pick('worked day', m.pid, m.school_year) % 45)::integer, null) as updated_date,
  if(u('adult', m.pid, m.school_year) < 0.6 + 0.06 * (m.school_year - 2024), 'Y', 'N') as adult_named
from spell m
join student st using (pid, school_year)
where m.grade between 6 and 12 and m.is_primary and m.entry_date <= make_date(m.school_year - 1, 9, 20) and m.planned_exit > make_date(m.school_year - 1, 9, 20)
  and u('has plan', m.pid, m.school_year) < 0.86
order by m.school_year, st.student_id, m.school;
