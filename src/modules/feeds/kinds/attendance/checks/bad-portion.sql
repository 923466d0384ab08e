-- severity: error
-- why: The part of the day that was missed, in hundredths: 0 to 100.
select row_no, 'portion' as column_name from mapped where portion is null
