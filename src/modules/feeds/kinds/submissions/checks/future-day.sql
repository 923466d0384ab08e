-- severity: error
-- why: A day that has not come cannot have been handed in.
select m.row_no, 'date' as column_name from mapped m cross join param p where m.day > p.today
