-- severity: error
-- why: A school that was merged, split or renamed goes on in another one, from the day after its last.
select row_no, 'lineage' as column_name from mapped where lineage is not null and lineage not in ('merged', 'split', 'closed', 'renamed')
union all
select row_no, 'successor_code' from mapped where lineage in ('merged', 'split', 'renamed') and successor_code is null
union all
select row_no, 'to_date' from mapped where lineage is not null and to_text is null
