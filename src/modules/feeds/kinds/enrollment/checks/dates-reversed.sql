-- severity: error
-- why: The last day cannot come before the first.
select row_no, 'exit_date' as column_name from mapped where exit_date < entry_date
