-- severity: error
-- after: reading
-- why: The standard allows 255 characters.
select file, row_no, 'sourcedId' as column_name from line_key where length(sourced_id) > 255
