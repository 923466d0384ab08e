-- severity: error
-- after: merging
-- why: A class or a role belongs to an organization of the roster.
select distinct file, row_no, column_name from ref_cell r where target = 'orgs' and ref is not null and is_hard and not exists (select 1 from target_key t where t.target = r.target and t.sourced_id = r.ref)
