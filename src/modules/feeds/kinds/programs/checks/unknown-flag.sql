-- severity: warning
-- why: Taken as not said.
select row_no, 'adult_named' as column_name from mapped where adult_unclear
