-- severity: error
-- why: Days enrolled are counted from these dates.
select row_no, 'entry_date' as column_name from mapped where entry_date is null
union all
select row_no, 'exit_date' from mapped where exit_text is not null and exit_date is null
