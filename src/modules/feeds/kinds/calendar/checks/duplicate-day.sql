-- severity: error
-- why: A day has one type at one place; the first row stands.
select row_no, 'date' as column_name
from (select row_no, row_number() over (partition by org_code, day order by row_no) as place from mapped where day is not null)
where place > 1
