-- severity: warning
-- why: Not counted as entered within the year: nobody knows when.
select row_no, 'first_enrolled' as column_name from mapped where enrolled and day is null
