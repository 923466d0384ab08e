-- severity: error
-- why: The successor carries on the line of a closed school; there may be several, parted by blanks.
with one as (
  select row_no, unnest(regexp_split_to_array(successor_code, '[\s;]+')) as code from mapped where successor_code is not null
)
select distinct m.row_no, 'successor_code' as column_name
from one m
where m.code <> ''
  and not exists (select 1 from mapped p where p.org_code = m.code)
  and not exists (select 1 from known_org k where k.code = m.code)
