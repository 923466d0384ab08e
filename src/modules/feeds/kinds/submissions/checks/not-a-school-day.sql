-- severity: error
-- why: There is no school on this day in the school's calendar.
select row_no, 'date' as column_name from mapped where org_id is not null and day is not null and not is_instructional
