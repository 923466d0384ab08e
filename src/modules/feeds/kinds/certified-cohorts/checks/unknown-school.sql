-- severity: warning
-- why: Whose school is not known, is shown to the district alone.
select row_no, 'school_code' as column_name from mapped where school_code is not null and org_id is null
