-- severity: error
-- after: reading
-- why: Every row of a roster has its own id; without one nothing can refer to it.
select file, row_no, 'sourcedId' as column_name from line_key where sourced_id is null
