-- severity: error
-- after: reading
-- why: The row cannot be used without it.
select n.file, n.row_no, n.column_name from need_cell n
join line_key l on l.file = n.file and l.row_no = n.row_no
where n.said is null and lower(coalesce(l.status_said, '')) <> 'tobedeleted'
