-- severity: error
-- after: merging
-- why: Two rows of the roster are the same student of the district; the first is taken.
select 'users' as file, row_no, 'identifier' as column_name from doubled where row_no is not null
