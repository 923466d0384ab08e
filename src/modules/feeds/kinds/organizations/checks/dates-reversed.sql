-- severity: error
-- why: An end before the beginning is a slip of the pen.
select row_no, 'to_date' as column_name from mapped where to_date < from_date
