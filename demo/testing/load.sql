-- The written files as typed tables, read the way the feed documents them. {dir} is the folder, {last} the last day with data.
-- `org` has one row an organization; the second rows of schools that lie in a portfolio too are `membership`.
create table org_row as select * replace (from_date::date as from_date, to_date::date as to_date) from read_csv('{dir}/organizations.csv', all_varchar = true);
create table membership as select o.* from org_row o join org_row p on p.org_code = o.parent_code and p.kind = 'portfolio';
create table org as select * from org_row anti join membership using (org_code, parent_code);
create table cal as select school_year::int as school_year, org_code, date::date as day, day_type, marking_period, season from read_csv('{dir}/calendar.csv', all_varchar = true);
create table stu as select * replace (school_year::int as school_year, birth_date::date as birth_date) from read_csv('{dir}/students-*.csv', all_varchar = true);
create table enr as
select student_id, school_year::int as school_year, school_code, grade, entry_date::date as entry_date, exit_date::date as exit_date, exit_code, "primary" = 'Y' as is_primary,
  coalesce(exit_date::date, date '{last}') as until
from read_csv('{dir}/enrollment-*.csv', all_varchar = true);
create table att as
select student_id, school_code, date::date as day, status, portion::int as portion,
  case when status in ('excused', 'unexcused', 'disciplinary') then coalesce(portion::int, 100) else 0 end as absent
from read_csv('{dir}/attendance-*.csv', all_varchar = true);
create table sub as select school_code, date::date as day, mode from read_csv('{dir}/submissions-*.csv', all_varchar = true);

-- Every school's own school days: its rows win over the district's.
create table school_day as
select coalesce(own.org_code, s.org_code) as school_code, coalesce(own.day, d.day) as day, coalesce(own.school_year, d.school_year) as school_year
from (select org_code from org where kind = 'school') s
cross join (select * from cal where org_code is null) d
full join (select * from cal where org_code is not null) own on own.org_code = s.org_code and own.day = d.day
where coalesce(own.day_type, d.day_type) in ('instructional', 'half_day', 'make_up');

-- A year of a student in K-12: at least 20 measured days, a day missed when half of it was; a tenth of them is chronic.
create table year_of as
with member as (
  select e.student_id, e.school_year, e.school_code, s.day
  from enr e join sub s on s.school_code = e.school_code and s.day between e.entry_date and e.until
  where e.is_primary and e.grade <> 'PK' and e.exit_code is distinct from 'no_show'
),
missed as (
  select student_id, school_code, day, max(absent) >= 50 as gone from att group by all
)
select m.student_id, m.school_year, arg_max(m.school_code, m.day) as school_code, count(*) as days, count(*) filter (where gone) as gone,
  count(*) filter (where m.day < make_date(m.school_year - 1, 11, 20)) as early_days,
  count(*) filter (where gone and m.day < make_date(m.school_year - 1, 11, 20)) as early_gone
from member m left join missed using (student_id, school_code, day)
group by m.student_id, m.school_year;
