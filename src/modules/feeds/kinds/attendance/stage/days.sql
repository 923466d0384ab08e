-- grain: one row a school-day that the file names: which of its rows speak about it, and whether any of them says "present"
with part as (
  select org_id, day, row_no as first_row, row_no as last_row, 1 as rows, status = 'present' as is_written_down from clean
  union all
  select org_id, day, first_row, last_row, rows, is_written_down from sound_day
),
named as (
  select org_id, day, min(first_row) as first_row, max(last_row) as last_row, cast(sum(rows) as bigint) as rows, bool_or(is_written_down) as is_written_down
  from part group by org_id, day
)
select n.org_id, n.day, c.school_year, d.n, n.first_row, n.last_row, n.rows, n.is_written_down
from named n join calendar c on c.org_id = n.org_id and c.day = n.day join known_day d on d.day = n.day
