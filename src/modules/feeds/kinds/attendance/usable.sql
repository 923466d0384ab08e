select school_year, day, rows from kept_days
