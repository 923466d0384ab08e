-- severity: error
-- why: Every page shows the name.
select row_no, 'name' as column_name from mapped where name is null
