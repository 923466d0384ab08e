-- severity: error
-- why: Positive: every student has a row. Negative: only who was missing.
select row_no, 'mode' as column_name from mapped where mode is null
