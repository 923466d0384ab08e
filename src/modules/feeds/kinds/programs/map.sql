-- grain: one row a row of the file
-- why: who takes part in what, and since when; whether an adult is named is kept, never who
create temp table mapped as
with spelled as (
  select *, trim(regexp_replace(lower(program), '[^a-z0-9]+', '_', 'g'), '_') as program_text from raw
)
select s.row_no, s.student_id, k.student_key, s.school_year as year_text, as_year(s.school_year) as school_year,
  case when program_text in ('ssp', 'student_success_plan', 'success_plan') then 'success_plan' else short_word(program_text) end as program,
  s.from_date as from_text, as_date(s.from_date) as from_day, s.to_date as to_text, as_date(s.to_date) as to_day, s.updated_date as updated_text, as_date(s.updated_date) as updated_day,
  s.adult_named is not null and as_flag(s.adult_named) is null and length(trim(s.adult_named)) < 4 as adult_unclear,
  -- A name in the column says that there is somebody; the name itself goes no further.
  coalesce(as_flag(s.adult_named), case when length(trim(s.adult_named)) >= 4 then true end) as adult_named, cast(null as date) as day
from spelled s
left join known_student k on k.student_id = s.student_id
