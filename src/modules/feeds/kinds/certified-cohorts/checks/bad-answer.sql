-- severity: error
-- why: Whether the state counts the student is what is compared.
select row_no, case when in_cohort is null then 'in_cohort' else 'graduated' end as column_name from mapped where in_cohort is null or (in_cohort and graduated is null)
