-- severity: error
-- why: A score means something only with its test.
select row_no, 'assessment' as column_name from mapped where assessment is null or assessment = ''
