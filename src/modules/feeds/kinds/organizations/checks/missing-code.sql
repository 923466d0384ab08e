-- severity: error
-- why: A row without a code can never be found again.
select row_no, 'org_code' as column_name from mapped where org_code is null
