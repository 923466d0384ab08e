-- severity: error
-- why: A school year runs from July 1 to June 30.
select row_no, 'entry_date' as column_name from mapped
where entry_date > make_date(school_year, 6, 30) or exit_date < make_date(school_year - 1, 7, 1)
