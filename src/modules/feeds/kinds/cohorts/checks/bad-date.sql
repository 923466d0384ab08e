-- severity: error
-- why: Whether four or six years were needed is told by the date.
select row_no, 'outcome_date' as column_name from mapped where (day_text is not null and day is null) or (outcome = 'diploma' and day is null)
