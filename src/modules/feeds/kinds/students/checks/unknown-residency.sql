-- severity: warning
-- why: Counted in the total, in no group.
select row_no, 'residency' as column_name from mapped where residency_said is not null and residency is null
