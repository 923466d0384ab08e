-- severity: error
-- why: One action a student and incident of a kind: the first stands.
select row_no, 'action' as column_name
from (select row_no, row_number() over (partition by student_key, incident_said, action, day order by row_no) as place from mapped where student_key is not null and incident_said is not null)
where place > 1
