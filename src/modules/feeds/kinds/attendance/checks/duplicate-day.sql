-- severity: error
-- why: a student has one record a day at a school; of several the longest absence stays (then the first row)
select row_no, 'date' as column_name
from (
  select row_no, row_number() over (
    partition by student_key, org_id, day
    order by case when status is null or portion is null then 1 else 0 end, portion desc, row_no
  ) as place
  from mapped where student_key is not null and org_id is not null and day is not null
)
where place > 1
