-- severity: error
-- why: A school's own days have to belong to a school that is known.
select m.row_no, 'org_code' as column_name
from mapped m
where m.org_code is not null and not exists (select 1 from known_org k where k.code = m.org_code and k.kind = 'school')
