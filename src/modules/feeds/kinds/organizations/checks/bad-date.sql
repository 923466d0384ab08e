-- severity: error
-- why: From and to decide in which years a school counts.
select row_no, 'from_date' as column_name from mapped where from_date is null
union all
select row_no, 'to_date' from mapped where to_text is not null and to_date is null
