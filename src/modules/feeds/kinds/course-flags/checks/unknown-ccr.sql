-- severity: warning
-- why: The course then counts for no college and career measure.
select row_no, 'ccr' as column_name from mapped where ccr_said is not null and ccr is null
