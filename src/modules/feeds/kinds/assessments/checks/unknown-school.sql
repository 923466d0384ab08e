-- severity: error
-- why: The school stands in no organizations file yet.
select row_no, 'school_code' as column_name from mapped where org_id is null
