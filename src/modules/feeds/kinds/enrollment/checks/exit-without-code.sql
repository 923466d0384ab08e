-- severity: warning
-- why: Why a student left is asked for when graduation is computed.
select row_no, 'exit_code' as column_name from mapped where exit_date is not null and exit_code is null
