-- severity: error
-- why: There is no school on this day in the school's calendar.
select m.row_no, 'date' as column_name from mapped m cross join param p
where m.org_id is not null and m.day <= p.today and not m.is_instructional
