-- grain: one row a record of the file, with ids mapped to ours and everything else as small numbers
-- why: the file is read once; all checks work on these numbers. Row numbers are not asked for here, they cost more than the reading
-- day_no counts from July 1st; 399 stands for a day of no school year. kind 0 is a status we do not know
create or replace temp table record as
select s.student_key, c.org_id,
  cast(case when r.date between {first_day} and {last_day} then date_diff('day', {first_day}, r.date) else 399 end as smallint) as day_no,
  cast(case r.status when 'present' then 1 when 'excused' then 2 when 'unexcused' then 3 when 'disciplinary' then 4 when 'in_school_suspension' then 5 when 'tardy' then 6 else 0 end as tinyint) as kind,
  cast(case when r.portion is not null then r.portion when r.status in ('present', 'tardy') then 0 else 100 end as smallint) as portion
from {upload} r
left join student_id s on s.student_id = r.student_id
left join school_code c on c.school_code = r.school_code;
