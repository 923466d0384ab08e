-- grain: one row a student and school at which the student missed a day
-- needs: absence, stay
-- why: days missed are added up once for all months, from absences only: presence is never stored
-- source: Throughline methods 2.1, rules 1 to 3, 5 and 12; C.G.S. 10-198c(a)
-- since: 2026-07-01

with missed_in_month as (
  -- A record of a day on which the student was not enrolled there says nothing.
  select a.student_key, a.org_id,
    cast(coalesce(sum(hundredths) filter (where period = 1), 0) as integer) as in_m01,
    cast(coalesce(sum(hundredths) filter (where period = 2), 0) as integer) as in_m02,
    cast(coalesce(sum(hundredths) filter (where period = 3), 0) as integer) as in_m03,
    cast(coalesce(sum(hundredths) filter (where period = 4), 0) as integer) as in_m04,
    cast(coalesce(sum(hundredths) filter (where period = 5), 0) as integer) as in_m05,
    cast(coalesce(sum(hundredths) filter (where period = 6), 0) as integer) as in_m06,
    cast(coalesce(sum(hundredths) filter (where period = 7), 0) as integer) as in_m07,
    cast(coalesce(sum(hundredths) filter (where period = 8), 0) as integer) as in_m08,
    cast(coalesce(sum(hundredths) filter (where period = 9), 0) as integer) as in_m09,
    cast(coalesce(sum(hundredths) filter (where period = 10), 0) as integer) as in_m10
  from absence a
  join stay s on s.student_key = a.student_key and s.org_id = a.org_id and a.day between s.first_day and s.last_day
  group by a.student_key, a.org_id
)
-- Month by month, each from the first day of the year; in hundredths of a day.
select student_key, org_id,
  in_m01 as to_m01,
  in_m01 + in_m02 as to_m02,
  in_m01 + in_m02 + in_m03 as to_m03,
  in_m01 + in_m02 + in_m03 + in_m04 as to_m04,
  in_m01 + in_m02 + in_m03 + in_m04 + in_m05 as to_m05,
  in_m01 + in_m02 + in_m03 + in_m04 + in_m05 + in_m06 as to_m06,
  in_m01 + in_m02 + in_m03 + in_m04 + in_m05 + in_m06 + in_m07 as to_m07,
  in_m01 + in_m02 + in_m03 + in_m04 + in_m05 + in_m06 + in_m07 + in_m08 as to_m08,
  in_m01 + in_m02 + in_m03 + in_m04 + in_m05 + in_m06 + in_m07 + in_m08 + in_m09 as to_m09,
  in_m01 + in_m02 + in_m03 + in_m04 + in_m05 + in_m06 + in_m07 + in_m08 + in_m09 + in_m10 as to_m10
from missed_in_month
