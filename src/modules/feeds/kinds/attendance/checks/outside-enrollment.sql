-- severity: error
-- why: The student was not enrolled at this school on this day.
select m.row_no, 'date' as column_name
from mapped m
where m.student_key is not null and m.org_id is not null and m.is_instructional
  and m.school_year in (select distinct school_year from enrollment)
  and not exists (
    select 1 from enrollment e
    where e.student_key = m.student_key and e.org_id = m.org_id and m.day >= e.entry_date and (e.exit_date is null or m.day <= e.exit_date)
  )
