-- severity: warning
-- why: Taken for the whole year.
select row_no, 'term' as column_name from mapped where term_said is not null and term_of(term_said) is null
