-- severity: warning
-- why: Counted as an action; its days are taken from days_assigned, if there.
select row_no, 'days_served' as column_name from mapped where action in ('oss', 'iss', 'expulsion') and served is null
