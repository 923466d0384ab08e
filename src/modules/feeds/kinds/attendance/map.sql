-- grain: one row a row of the file
-- why: student, school and day as the product knows them; an absence without a portion is a whole day (100 hundredths)
create or replace temp table mapped as
with read as (
  select *, as_date(date) as day, case when status in ('present', 'excused', 'unexcused', 'tardy') then status else replace(replace(lower(status), ' ', '_'), '-', '_') end as status_text,
    try_cast(portion as decimal(9, 2)) as portion_number
  from raw
)
select r.row_no, r.student_id, k.student_key, r.school_code, o.org_id, r.day, c.school_year, coalesce(c.is_instructional, false) as is_instructional,
  case when status_text in ('present', 'excused', 'unexcused', 'disciplinary', 'in_school_suspension', 'tardy') then status_text end as status,
  r.portion as portion_text,
  case when r.portion is null then if(status_text in ('present', 'tardy'), 0, 100)
    when portion_number between 0 and 100 and portion_number = floor(portion_number) then cast(portion_number as smallint) end as portion
from read r
left join known_student k on k.student_id = r.student_id
left join known_org o on o.code = r.school_code and o.kind = 'school'
left join calendar c on c.org_id = o.org_id and c.day = r.day
