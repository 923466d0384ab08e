-- Whether few students stand behind a figure is held here too, not only where it is entered: a figure that few students stand behind cannot be marked as one that
-- everybody inside the district reads, nor be filed under another organization than its entry. The rule is that of `isSmall` (src/modules/plans/implementing/rules.ts):
-- five or fewer, or all but five or fewer, or of fewer than twenty; a share of an unknown whole counts as few. Source: docs/methods/disclosure.md.

create function plans.few_of(k numeric, n numeric) returns boolean language sql immutable parallel safe
  as $$ select coalesce(n < 20 or k <= 5 or n - k <= 5, true) $$;

create function plans.few_behind(value jsonb) returns boolean language sql immutable parallel safe as $$
  select coalesce(
    case value->>'form'
      when 'artefact' then false
      when 'count' then (value->>'amount')::numeric > 0 and (value->>'amount')::numeric <= 5
      when 'percent' then plans.few_of((value->>'k')::numeric, (value->>'n')::numeric)
      when 'pair' then
        case value->>'way'
          when 'same_share' then
            least((value->>'both')::numeric, (value->>'first')::numeric, (value->>'second')::numeric, (value->>'neither')::numeric) <= 5
            or (value->>'both')::numeric + (value->>'first')::numeric + (value->>'second')::numeric + (value->>'neither')::numeric < 20
          when 'groups_share' then
            plans.few_of((value->>'before')::numeric, (value->>'beforeN')::numeric)
            or plans.few_of((value->>'after')::numeric, (value->>'afterN')::numeric)
          else (value->>'beforeN')::numeric < 20 or (value->>'afterN')::numeric < 20
        end
    end,
    true)
$$;

-- After the policies have passed the row: who may not write here learns nothing of its entry.
create function plans.figure_fits() returns trigger language plpgsql as $$
begin
  if not exists (
    select from plans.entry e
    where e.entry_id = new.entry_id and e.district_id = new.district_id and e.org_id = new.org_id and e.state = 'value'
      and (new.small or not e.students or not plans.few_behind(new.value))) then
    raise exception 'a figure belongs to the entry of a value, and one of few students is marked as such' using errcode = '55000';
  end if;
  return null;
end $$;
create trigger figure_fits after insert on plans.entry_value for each row execute function plans.figure_fits();

-- Counts of alignment that were stored are counted anew: a goal of the template that nobody wrote is no part of a plan. Until a plan changes they are counted when they are read.
truncate plans.alignment;
