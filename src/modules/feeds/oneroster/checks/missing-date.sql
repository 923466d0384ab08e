-- severity: error
-- after: reading
-- why: A session without its days says nothing.
select d.file, d.row_no, d.column_name from date_cell d
join line_key l on l.file = d.file and l.row_no = d.row_no
where d.is_needed and d.day is null and lower(coalesce(l.status_said, '')) <> 'tobedeleted'
