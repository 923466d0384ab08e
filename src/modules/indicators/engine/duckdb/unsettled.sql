-- grain: one row a student who cannot be counted on from the last closed day by the days of one school
-- why: whoever entered after it or left since then, and whoever was not settled on it
select e.student_key
from all_enrollment e
cross join param p
cross join closed c
where e.school_year = p.school_year and e.grade between p.low_grade and p.high_grade and e.entry_date <= coalesce(e.exit_date, e.entry_date)
  and (e.entry_date > c.base_day or (e.exit_date > c.base_day and e.exit_date < p.today))
union
select student_key from known where not is_settled
