-- severity: error
-- why: A parent that nobody knows would leave the organization outside the tree.
select m.row_no, 'parent_code' as column_name
from mapped m
where m.parent_code is not null
  and not exists (select 1 from mapped p where p.org_code = m.parent_code)
  and not exists (select 1 from known_org k where k.code = m.parent_code)
