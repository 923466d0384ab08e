-- severity: warning
-- after: merging
-- why: The row is loaded without it.
select distinct file, row_no, column_name from ref_cell r where target = 'academicSessions' and ref is not null and true and not exists (select 1 from target_key t where t.target = r.target and t.sourced_id = r.ref)
