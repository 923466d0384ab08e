-- severity: warning
-- after: merging
-- why: A department is not a school; it is matched with an office of the same code, or left aside.
select 'orgs' as file, row_no, 'type' as column_name from state_orgs where row_no is not null and not deleted and kind = 'department' and org_id is null
