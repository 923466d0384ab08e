-- why: words that repeat in every row are kept as numbers with a name, which makes writing the cube three times as quick; in the file they are words
create type state_word as enum ('measured', 'zero_population', 'not_applicable', 'not_measured');
create type group_set_word as enum ('all', 'race', 'econ', 'el', 'swd', 'gender', 'grade', 'residency', 'high_needs', 'race_grade', 'high_needs_grade', 'swd_grade');
create type period_word as enum ('m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm09', 'm10', 'year');
