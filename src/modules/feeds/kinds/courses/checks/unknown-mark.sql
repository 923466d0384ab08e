-- severity: warning
-- why: The course counts as taken, without a mark.
select row_no, 'final_mark' as column_name from mapped where mark_said is not null and mark is null
