-- severity: error
-- why: Nothing happened yet on a day to come.
select m.row_no, 'date' as column_name from mapped m cross join param p where m.day > p.today
