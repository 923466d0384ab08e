-- severity: error
-- why: Core courses and arts are told by subject.
select row_no, 'subject' as column_name from mapped where subject is null
