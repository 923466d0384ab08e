-- severity: error
-- why: Nobody can have been absent on a day that has not come.
select m.row_no, 'date' as column_name from mapped m cross join param p where m.day > p.today
