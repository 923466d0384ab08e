-- How long each kind of file is kept, and which versions and files were rewritten because a student was forgotten.

-- Kind '' is the district's own usual; null days of a kind are inherited from it.
alter table feeds.retention add column kind text not null default '';
alter table feeds.retention drop constraint retention_pkey;
alter table feeds.retention add primary key (org_id, kind);
alter table feeds.retention alter column file_days drop not null;
alter table feeds.retention alter column version_days drop not null;
alter table feeds.retention add check (kind <> '' or (file_days is not null and version_days is not null));

create table feeds.rewritten (
  rewritten_id bigint generated always as identity primary key,
  org_id int not null,
  -- people.forgetting: its reason, who asked, who decided
  forgetting_id int not null,
  what text not null check (what in ('version', 'upload')),
  dataset text,
  school_year int,
  version int,
  import_id int,
  old_sha256 text not null,
  -- null: the file was removed, because it could not be read as a table
  new_sha256 text,
  rows_gone bigint not null,
  at timestamptz not null,
  by_name text not null
);
create index on feeds.rewritten (org_id, forgetting_id);
grant select, insert on feeds.rewritten to throughline_app;
alter table feeds.rewritten enable row level security;
alter table feeds.rewritten force row level security;
create policy rewritten_run on feeds.rewritten using (org_id = any ((select feeds.runs())::int[]));
