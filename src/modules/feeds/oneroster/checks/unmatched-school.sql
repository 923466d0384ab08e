-- severity: warning
-- after: merging
-- why: A school of the roster is none of our schools by its identifier or id: who belongs to it is left without a school.
select 'orgs' as file, row_no, 'identifier' as column_name from state_orgs where row_no is not null and not deleted and kind = 'school' and org_id is null
