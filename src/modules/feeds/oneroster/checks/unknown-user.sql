-- severity: error
-- after: merging
-- why: A role or an enrollment is about somebody.
select distinct file, row_no, column_name from ref_cell r where target = 'users' and ref is not null and true and not exists (select 1 from target_key t where t.target = r.target and t.sourced_id = r.ref)
