-- severity: warning
-- after: reading
-- why: A row that nobody knows cannot be deleted.
select l.file, l.row_no, 'status' as column_name
from line_key l semi join (select file from file_mode where mode = 'delta') using (file)
where lower(l.status_said) = 'tobedeleted' and not exists (select 1 from now_key n where n.file = l.file and n.sourced_id = l.sourced_id and not n.deleted)
