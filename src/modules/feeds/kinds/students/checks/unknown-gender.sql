-- severity: warning
-- why: Counted in the total, in no group.
select row_no, 'gender' as column_name from mapped where gender_said is not null and gender is null
