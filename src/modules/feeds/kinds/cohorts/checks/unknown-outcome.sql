-- severity: error
-- why: Who graduated is told by this word.
select row_no, 'outcome' as column_name from mapped where outcome is null
