-- severity: warning
-- why: A student has one primary school a day; days in two are counted at both.
select row_no, 'primary' as column_name
from (
  select row_no, entry_date,
    max(coalesce(exit_date, date '9999-12-31')) over (partition by student_key, school_year order by entry_date, row_no rows between unbounded preceding and 1 preceding) as taken_until
  from mapped where is_primary and student_key is not null and entry_date is not null
)
where taken_until >= entry_date
