-- severity: warning
-- why: The date of birth is left out when it cannot be read.
select row_no, 'birth_date' as column_name from mapped where birth_text is not null and birth_date is null
