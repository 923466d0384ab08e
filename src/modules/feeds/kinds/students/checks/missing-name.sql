-- severity: error
-- why: A list of students that shows no name helps nobody.
select row_no, case when last_name is null then 'last_name' else 'first_name' end as column_name
from mapped where last_name is null or first_name is null
