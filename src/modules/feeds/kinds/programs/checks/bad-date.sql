-- severity: error
-- why: Who takes part today is told by the dates.
select row_no, 'from_date' as column_name from mapped where from_text is not null and from_day is null
union all
select row_no, 'to_date' from mapped where to_text is not null and to_day is null
union all
select row_no, 'updated_date' from mapped where updated_text is not null and updated_day is null
