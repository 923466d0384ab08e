-- What a careful analyst writes by hand over one row a student and day: staged, each stage a table, the big scan done once.
-- Same answer as the product: 3 levels (school, district, state) x 12 group sets x 10 months and the year so far.
-- Placeholders: {daily} {student_group} {enrollment} {org} {out}

-- 1. The only pass over all days: days enrolled and days missed of a student at a school in a month.
create temp table student_school_month as
select student_key, org_id, case when month(day) >= 8 then greatest(month(day) - 8, 1) else month(day) + 4 end as period,
  count(*) as member_days, count(*) filter (where portion > 50 and status in ('excused', 'unexcused', 'disciplinary')) as absent_days
from read_parquet({daily})
group by all;

-- 2. From the first day of the year to the end of each month; a month without a day at a school keeps the sums before it.
create temp table student_school_to_month as
with frame as (
  select s.student_key, s.org_id, m.period
  from (select student_key, org_id, min(period) as first_period from student_school_month group by all) s
  join (select unnest(range(1, 11)) as period) m on m.period >= s.first_period
)
select f.student_key, f.org_id, f.period,
  cast(sum(s.member_days) over w as integer) as member_days, cast(sum(s.absent_days) over w as integer) as absent_days
from frame f
left join student_school_month s using (student_key, org_id, period)
window w as (partition by f.student_key, f.org_id order by f.period);
drop table student_school_month;

-- 3. The groups of a student, and every level a student counts at.
create temp table trait as
select g.student_key, race, econ, el, swd, gender, residency, econ or el or swd as high_needs, e.grade
from read_parquet({student_group}) g
join (select student_key, arg_max(grade, entry_date) as grade from read_parquet({enrollment}) group by all) e using (student_key);

create temp table student_level as
select student_key, org_id, period, member_days, absent_days from student_school_to_month
union all
select s.student_key, o.district_id, s.period, sum(s.member_days), sum(s.absent_days)
from student_school_to_month s join read_parquet({org}) o using (org_id) group by all
union all
select s.student_key, o.state_id, s.period, sum(s.member_days), sum(s.absent_days)
from student_school_to_month s join read_parquet({org}) o using (org_id) group by all;
drop table student_school_to_month;

-- 4. Fewer rows before the twelve groupings.
create temp table pattern as
select s.org_id, s.period, t.race, t.econ, t.el, t.swd, t.gender, t.residency, t.high_needs, t.grade,
  count(*) filter (where member_days >= 20 and absent_days * 10 >= member_days) as n, count(*) filter (where member_days >= 20) as d, count(*) as students
from student_level s join trait t using (student_key)
group by all;
drop table student_level;

-- 5. All twelve group sets.
create temp table cube as
with spread as (
  select org_id, period, race, econ, el, swd, gender, residency, high_needs, grade,
    grouping(race, econ, el, swd, gender, residency, high_needs, grade) as kind, sum(n) as n, sum(d) as d, sum(students) as students
  from pattern
  group by grouping sets (
    (org_id, period), (org_id, period, race), (org_id, period, econ), (org_id, period, el), (org_id, period, swd), (org_id, period, gender),
    (org_id, period, residency), (org_id, period, high_needs), (org_id, period, grade),
    (org_id, period, race, grade), (org_id, period, high_needs, grade), (org_id, period, swd, grade))
),
worded as (
  select *, case grade when -1 then 'PK' when 0 then 'K' else cast(grade as varchar) end as grade_word,
    case when high_needs then 'yes' else 'no' end as high_needs_word, case when swd then 'yes' else 'no' end as swd_word
  from spread
)
select org_id, period,
  case kind when 255 then 'all' when 127 then 'race' when 191 then 'econ' when 223 then 'el' when 239 then 'swd' when 247 then 'gender' when 251 then 'residency'
    when 253 then 'high_needs' when 254 then 'grade' when 126 then 'race_grade' when 252 then 'high_needs_grade' else 'swd_grade' end as group_set,
  case kind when 255 then 'all' when 127 then race when 191 then if(econ, 'yes', 'no') when 223 then if(el, 'yes', 'no') when 239 then swd_word when 247 then gender when 251 then residency
    when 253 then high_needs_word when 254 then grade_word when 126 then race || '|' || grade_word when 252 then high_needs_word || '|' || grade_word else swd_word || '|' || grade_word end as group_value,
  if(d > 0, 'measured', 'zero_population') as state, n, d, students
from worded;

-- 6. The cube as a file, the year so far beside its months.
copy (
  with through as (
    select o.org_id, 'm' || lpad(cast(c.period as varchar), 2, '0') as period, c.through_date
    from (select unnest([org_id, district_id, state_id]) as org_id from read_parquet({org})) o,
      (select period, max(max(day)) over (order by period) as through_date
        from (select case when month(day) >= 8 then greatest(month(day) - 8, 1) else month(day) + 4 end as period, day from (select distinct day from read_parquet({daily}))) group by period) c
    group by all
  )
  select cast(2026 as smallint) as school_year, p.period, t.through_date, c.org_id, group_set, group_value, state, cast(n as bigint) as n, cast(d as bigint) as d, cast(students as double) as sum
  from (select *, 'm' || lpad(cast(period as varchar), 2, '0') as label from cube) c
  join (select 'm' || lpad(cast(i as varchar), 2, '0') as label, 'm' || lpad(cast(i as varchar), 2, '0') as period from range(1, 11) r(i) union all select 'm10', 'year') p using (label)
  join through t on t.org_id = c.org_id and t.period = c.label
) to {out} (format parquet, compression zstd);
