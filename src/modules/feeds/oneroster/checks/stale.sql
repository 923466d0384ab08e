-- severity: error
-- after: reading
-- why: What stands is newer: an old delta that comes late must not undo it.
select l.file, l.row_no, 'dateLastModified' as column_name
from line_key l semi join (select file from file_mode where mode = 'delta') using (file)
join now_key n on n.file = l.file and n.sourced_id = l.sourced_id
where l.modified_at < n.modified_at
