-- severity: warning
-- why: Saturday school exists, but a shifted date is more common.
select row_no, 'date' as column_name from mapped
where day_type in ('instructional', 'half_day', 'make_up') and isodow(day) > 5
