-- severity: error
-- why: It is the number itself.
select row_no, 'enrolled' as column_name from mapped where enrolled is null
