-- severity: warning
-- why: Loaded as it stands.
select row_no, 'credits_earned' as column_name from mapped where mark = 'F' and earned > 0
