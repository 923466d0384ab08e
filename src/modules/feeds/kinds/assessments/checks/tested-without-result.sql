-- severity: warning
-- why: Counts as taking part, in no rate.
select row_no, 'scale_score' as column_name from mapped where participated and scale_score is null and level is null and index_points is null and target_share is null
