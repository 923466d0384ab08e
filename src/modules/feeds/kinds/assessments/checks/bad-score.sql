-- severity: error
-- why: A score that is no number is no score.
select row_no, 'scale_score' as column_name from mapped where score_text is not null and (scale_score is null or not isfinite(scale_score) or abs(scale_score) > 100000)
union all
select row_no, 'index_points' from mapped where index_text is not null and (index_points is null or not index_points between 0 and 110)
union all
select row_no, 'target_share' from mapped where target_text is not null and (target_share is null or not target_share between -20 and 20)
