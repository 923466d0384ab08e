-- severity: warning
-- why: Taken as not said.
select row_no, 'core' as column_name from mapped where core_said is not null and core_flag is null
union all
select row_no, 'algebra1' from mapped where algebra_said is not null and as_flag(algebra_said) is null
union all
select row_no, 'arts' from mapped where arts_said is not null and arts_flag is null
