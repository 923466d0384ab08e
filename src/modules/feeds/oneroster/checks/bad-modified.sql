-- severity: warning
-- after: reading
-- why: The moment of the last change decides which of two deltas is newer.
select file, row_no, 'dateLastModified' as column_name from line_key where modified_said is not null and (modified_at is null or not regexp_matches(modified_said, '\d[T ]\d'))
