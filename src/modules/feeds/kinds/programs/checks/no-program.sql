-- severity: error
-- why: Taking part in nothing is no row.
select row_no, 'program' as column_name from mapped where program is null or program = ''
