-- severity: warning
-- why: The school was not open on these days, as far as is known.
select row_no, 'school_code' as column_name from mapped where entry_date < school_from or entry_date > school_to or exit_date > school_to
