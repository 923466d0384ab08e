-- severity: warning
-- after: merging
-- why: The reference is kept and resolves when the organization comes.
select distinct file, row_no, column_name from ref_cell r where target = 'orgs' and ref is not null and not is_hard and not exists (select 1 from target_key t where t.target = r.target and t.sourced_id = r.ref)
