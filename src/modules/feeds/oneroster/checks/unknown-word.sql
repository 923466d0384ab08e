-- severity: warning
-- after: reading
-- why: A word that is not in the standard, or an extension of somebody else: it is left out.
select file, row_no, column_name from word_cell where said is not null and word is null
