-- severity: error
-- why: Only days of school count in attendance.
select row_no, 'day_type' as column_name from mapped
where day_type is null or day_type not in ('instructional', 'half_day', 'make_up', 'holiday', 'weather', 'teacher_only', 'break')
