-- An edition goes on only with the certificate of an attack that found nothing, and the true numbers that were attacked are kept, so that every later edition is
-- attacked together with this one.

alter table publishing.edition add column certificate jsonb;

-- The linked table of an edition: true counts of the released cells and what was shown of them. As secret as the district's true numbers.
create table publishing.basis (
  edition_id int primary key references publishing.edition,
  district_id int not null,
  cells jsonb not null,
  relations jsonb not null
);
grant select, insert, update, delete on publishing.basis to throughline_app;
alter table publishing.basis enable row level security;
alter table publishing.basis force row level security;
create policy basis_seen on publishing.basis
  using (district_id = any ((select platform.scope_districts())::int[]) and district_id = any ((select platform.scope_orgs())::int[]));

-- What was handed in is what is approved and what is published; nothing is handed in, approved or published that the attack did not leave whole.
create or replace function publishing.keep_edition() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'superseded') and
     (to_jsonb(new) - 'state' - 'version') is distinct from (to_jsonb(old) - 'state' - 'version') then
    raise exception 'a published edition does not change' using errcode = '55000';
  end if;
  if old.state <> 'draft' and new.state <> 'draft' and
     (new.content, new.content_digest, new.certificate, new.exposed, new.title, new.note, new.correction) is distinct from
     (old.content, old.content_digest, old.certificate, old.exposed, old.title, old.note, old.correction) then
    raise exception 'an edition changes only while it is a draft' using errcode = '55000';
  end if;
  if old.state in ('published', 'superseded', 'withdrawn') and not (old.state = 'published' and new.state in ('published', 'superseded')) and new.state <> old.state then
    raise exception 'this edition does not move any more' using errcode = '55000';
  end if;
  if new.state <> old.state and new.state in ('submitted', 'approved', 'published') and
     (coalesce(new.certificate ->> 'held', 'false') <> 'true' or coalesce(new.exposed, '[]') <> '[]') then
    raise exception 'the attack on hidden numbers did not leave this edition whole' using errcode = '55000';
  end if;
  return new;
end $$;

create function publishing.keep_basis() returns trigger language plpgsql as $$
begin
  if exists (select from publishing.edition e where e.edition_id = old.edition_id and e.state in ('published', 'superseded')) then
    raise exception 'what a published edition was made of does not change' using errcode = '55000';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger basis_kept before update or delete on publishing.basis for each row execute function publishing.keep_basis();
