-- severity: warning
-- why: These tests have four levels; another number is mostly a slip of the column.
select row_no, 'level' as column_name from mapped where assessment in ('sbac', 'sat', 'ngss') and level is not null and not level between 1 and 4
