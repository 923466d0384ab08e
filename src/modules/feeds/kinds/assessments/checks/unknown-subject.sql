-- severity: error
-- why: Rates are made by subject.
select row_no, 'subject' as column_name from mapped where subject is null
