-- severity: error
-- why: A code may stand in several rows: each is a stay under a parent from a date on. The same stay twice is a mistake.
select row_no, 'org_code' as column_name
from (select row_no, row_number() over (partition by org_code, parent_code, from_date order by row_no) as place from mapped where org_code is not null)
where place > 1
