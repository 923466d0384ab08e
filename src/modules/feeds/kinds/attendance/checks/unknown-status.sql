-- severity: error
-- why: Only known words decide what counts as an absence.
select row_no, 'status' as column_name from mapped where status is null
