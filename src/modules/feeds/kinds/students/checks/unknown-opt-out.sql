-- severity: warning
-- why: Neither yes nor no: whether the person may stand in a list stays as it was.
select row_no, 'directory_opt_out' as column_name from mapped where opt_out_said is not null and opt_out is null
