-- severity: warning
-- why: The score counts in no rate.
select row_no, 'participated' as column_name from mapped where not participated and (scale_score is not null or level is not null)
