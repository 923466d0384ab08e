-- severity: warning
-- after: merging
-- why: Only what demographics say of students is taken.
select distinct file, row_no, column_name from ref_cell r where target = 'students' and not exists (select 1 from target_key t where t.target = r.target and t.sourced_id = r.ref)
