-- severity: warning
-- why: The same school and day twice: counted once.
select row_no, 'date' as column_name
from (select row_no, row_number() over (partition by org_id, day order by row_no) as place from mapped where org_id is not null and day is not null)
where place > 1
