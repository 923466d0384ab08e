-- severity: warning
-- why: Counted in the total, in no group.
select row_no, 'race_ethnicity' as column_name from mapped where race_said is not null and race is null
