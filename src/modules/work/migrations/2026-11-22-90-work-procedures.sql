-- Procedures: the steps of a document of that kind, with who does what in each; and who decides what in which school.

-- The steps belong to a version of the document: those of version 1 hold until a newer one says others. 0: written before the first file or link.
create table work.procedure (
  document_id int not null references work.document,
  number int not null check (number >= 0),
  district_id int not null references people.org,
  steps jsonb not null,
  version int not null check (version >= 1),
  primary key (document_id, number)
);
grant select, insert, update on work.procedure to throughline_app;
alter table work.procedure enable row level security;
alter table work.procedure force row level security;
create policy procedure_inside on work.procedure using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_procedure on platform.change for select using (
  case when object = 'work.procedure' then exists (select from work.procedure p where p.document_id = object_id::int) end);

-- One decision: who takes it in the district, and where it is otherwise (a zone, a portfolio or a school, by its number).
create table work.autonomy (
  autonomy_id int generated always as identity primary key,
  district_id int not null references people.org,
  title jsonb not null,
  basis text not null default '' check (length(basis) <= 300),
  who text not null check (who in ('school', 'shared', 'district')),
  exceptions jsonb not null default '{}',
  ended boolean not null default false,
  version int not null default 1
);
create index on work.autonomy (district_id);
grant select, insert, update on work.autonomy to throughline_app;
alter table work.autonomy enable row level security;
alter table work.autonomy force row level security;
create policy autonomy_inside on work.autonomy using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_autonomy on platform.change for select using (
  case when object = 'work.autonomy' then exists (select from work.autonomy a where a.autonomy_id = object_id::int) end);
