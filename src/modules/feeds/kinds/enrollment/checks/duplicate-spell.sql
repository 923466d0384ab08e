-- severity: error
-- why: The same enrollment twice would count its days twice; the first row stands.
select row_no, 'entry_date' as column_name
from (
  select row_no, row_number() over (partition by student_id, org_id, school_year, entry_date order by row_no) as place
  from mapped where student_key is not null and org_id is not null and entry_date is not null
)
where place > 1
