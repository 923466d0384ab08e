-- severity: error
-- after: reading
-- why: The same id twice in a file: the first row stands.
select file, row_no, 'sourcedId' as column_name
from (select file, row_no, row_number() over (partition by file, sourced_id order by row_no) as place from line_key where sourced_id is not null)
where place > 1
