-- grain: one row a settled student and school, as a stay after the last closed day
-- why: absences are looked for in stays; an open stay goes on to today, a stay that had ended takes in no day any more
select k.student_key, k.org_id, c.base_day + 1 as first_day, p.today as last_day
from known k
cross join closed c
cross join param p
anti join unsettled u on u.student_key = k.student_key
where k.is_open
