-- grain: one row a student and school with an absence after the last closed day
-- why: hundredths of days missed in the running month. Settled students are asked for their stay where the row is used (go-on), the others here
select a.student_key, a.org_id, cast(sum(a.hundredths) as integer) as hundredths
from absence a
left join unsettled u on u.student_key = a.student_key
left join unsettled_stay s on s.student_key = a.student_key and s.org_id = a.org_id and a.day between s.first_day and s.last_day
where u.student_key is null or s.student_key is not null
group by a.student_key, a.org_id
