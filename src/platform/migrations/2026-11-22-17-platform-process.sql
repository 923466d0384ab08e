-- Which processes are alive: each web and worker process renews its row every ten seconds, by the clock of the database.
create table platform.process (
  process_id uuid primary key,
  part text not null,
  began_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on platform.process to throughline_app;

-- A process looks whether the database is as its release expects it.
grant select on platform.migration to throughline_app;
