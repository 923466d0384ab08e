select school_year, cast(null as date) as day, 1 as rows from clean
