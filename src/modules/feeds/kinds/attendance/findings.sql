-- grain: one row a finding: check, row of the file (the header is row 1), column, value, why
-- why: only now, and only when something is wrong, the file is read again with row numbers; a row is told its first trouble
with rejected_before as (
  -- Unreadable rows have no number of their own among the rows that could be read: so many were passed after so many good ones.
  select after_rows, max(nth) as rejected
  from (select line - 1 - nth as after_rows, nth from (select line, row_number() over (order by line) as nth from reject_errors))
  group by after_rows
),
counted as (
  select row_number() over () as n, r.* from {upload} r
),
numbered as (
  select c.n + 1 + coalesce(b.rejected, 0) as row_number, c.* exclude (n)
  from counted c
  asof left join rejected_before b on c.n > b.after_rows
),
placed as (
  select r.row_number, r.student_id, r.school_code, r.date, r.status, r.portion, s.student_key, c.org_id,
    case when r.date between {first_day} and {last_day} then date_diff('day', {first_day}, r.date) else 399 end as day_no
  from numbered r
  left join student_id s on s.student_id = r.student_id
  left join school_code c on c.school_code = r.school_code
),
suspect as (
  select p.*, v.calendar, v.enrolled,
    row_number() over (partition by p.student_key, p.org_id, p.date order by p.row_number) as nth
  from placed p
  join verdict v on v.student_key is not distinct from p.student_key and v.org_id is not distinct from p.org_id
  where v.is_flagged
),
named as (
  select row_number, student_id, school_code, date, status, portion, k.day_type,
    case when student_key is null then 'unknown-student'
      when s.org_id is null then 'unknown-school'
      when status is null or status not in ('present', 'excused', 'unexcused', 'disciplinary', 'in_school_suspension', 'tardy') then 'unknown-status'
      when portion < 0 or portion > 100 then 'portion-out-of-range'
      when date > {today} then 'future-day'
      when get_bit(calendar, cast(day_no as integer)) = 0 then 'not-a-school-day'
      when get_bit(enrolled, cast(day_no as integer)) = 0 then 'not-enrolled'
      when nth > 1 then 'day-twice' end as check_id
  from suspect s
  left join calendar k on k.org_id = s.org_id and k.day = s.date
)
select check_id, row_number,
  case check_id when 'unknown-student' then 'student_id' when 'unknown-school' then 'school_code' when 'unknown-status' then 'status' when 'portion-out-of-range' then 'portion' else 'date' end as column_name,
  substr(case check_id when 'unknown-student' then student_id when 'unknown-school' then school_code when 'unknown-status' then status when 'portion-out-of-range' then cast(portion as varchar) else cast(date as varchar) end, 1, 40) as value,
  case check_id when 'not-a-school-day' then coalesce(day_type, 'not in the calendar') else check_id end as why
from named
where check_id is not null
union all
select 'unreadable-row', line, column_name, cast(null as varchar), lower(cast(error_type as varchar))
from reject_errors
order by row_number
