-- severity: warning
-- why: Stays in the cohort as not graduated: a removal needs written confirmation.
select row_no, 'documented' as column_name from mapped where outcome = 'removed' and reason is not null and not documented
