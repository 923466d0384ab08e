-- severity: warning
-- why: Neither yes nor no: counted in the total, in no group.
select row_no, 'economically_disadvantaged' as column_name from mapped where econ_said is not null and econ is null
union all
select row_no, 'english_learner' from mapped where el_said is not null and el is null
union all
select row_no, 'student_with_disability' from mapped where swd_said is not null and swd is null
