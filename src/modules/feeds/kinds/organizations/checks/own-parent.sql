-- severity: error
-- why: An organization cannot stand above itself.
select row_no, 'parent_code' as column_name from mapped where parent_code = org_code
