-- severity: warning
-- why: Stays in the cohort as not graduated.
select row_no, 'removal_reason' as column_name from mapped where outcome = 'removed' and reason is null
