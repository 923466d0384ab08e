-- severity: warning
-- why: Taken as tested: the score stands there.
select row_no, 'participated' as column_name from mapped where not participated and (scale_score is not null or level is not null)
