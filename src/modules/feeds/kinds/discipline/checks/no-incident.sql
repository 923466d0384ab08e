-- severity: error
-- why: Incidents are counted once, however many students took part.
select row_no, 'incident_id' as column_name from mapped where incident_said is null
