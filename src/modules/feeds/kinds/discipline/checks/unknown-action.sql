-- severity: error
-- why: Suspensions are told from all else by this word.
select row_no, 'action' as column_name from mapped where action is null
