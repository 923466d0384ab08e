-- Cells of OneRoster as the product writes them. Null where they cannot be read: a check then finds them.

create macro as_moment(text) as case
  when regexp_full_match(text, '\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?') then try_cast(text as timestamp)
  when regexp_full_match(text, '\d{1,2}/\d{1,2}/\d{4}') then try_strptime(text, '%m/%d/%Y')
end;

create macro as_truth(text) as case when lower(text) in ('true', 't', '1', 'yes', 'y') then true when lower(text) in ('false', 'f', '0', 'no', 'n') then false end;

-- A list of ids in one cell, parted by commas
create macro as_refs(text) as list_filter(list_transform(string_split(coalesce(text, ''), ','), lambda x: trim(x)), lambda x: x <> '');

-- The words of roles in versions 1.1 and 1.2. Families are told apart from words that nobody knows: the former are not taken, the latter are a finding.
create macro as_roster_role(text) as case lower(trim(text))
  when 'student' then 'student'
  when 'teacher' then 'teacher'
  when 'aide' then 'aide'
  when 'counselor' then 'counselor'
  when 'principal' then 'principal'
  when 'administrator' then 'administrator'
  when 'siteadministrator' then 'siteAdministrator'
  when 'districtadministrator' then 'districtAdministrator'
  when 'systemadministrator' then 'systemAdministrator'
  when 'parent' then 'family'
  when 'guardian' then 'family'
  when 'relative' then 'family'
  when 'proctor' then 'proctor'
end;
create macro is_staff_role(role) as role in ('teacher', 'aide', 'counselor', 'principal', 'administrator', 'siteAdministrator', 'districtAdministrator', 'systemAdministrator');

-- The first grade of a list in the words of CEDS: KG, 01 to 12; preschool and transitional kindergarten are PK here
create macro as_roster_grade(text) as case
  when upper(as_refs(text)[1]) in ('PR', 'PK', 'TK', 'PREK', 'PRE-K') then cast(-1 as tinyint)
  when upper(as_refs(text)[1]) in ('KG', 'K', '0', '00') then cast(0 as tinyint)
  when regexp_full_match(as_refs(text)[1], '0?[1-9]|1[0-2]') then cast(as_refs(text)[1] as tinyint)
end;
