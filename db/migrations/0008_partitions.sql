-- Partitions are made beside their parent and attached: stations that write meanwhile wait for neither. What came while there was no
-- partition for it lies in the one for the rest, and moves.
create or replace procedure make_partition(parent text, name text, lower text, upper text) language plpgsql as $$
declare
  rest text := parent || '_rest';
  key text;
  columns text;
begin
  if to_regclass(format('public.%I', name)) is not null then
    return;
  end if;
  select attname into key from pg_partitioned_table join pg_attribute on attrelid = partrelid and attnum = partattrs[0]
    where partrelid = format('public.%I', parent)::regclass;
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
    where attrelid = format('public.%I', parent)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  execute format('create table %I (like %I including all)', name, parent);
  execute format('lock table %I in access exclusive mode', rest);
  -- Forced, the policies hide the rows from the owner too.
  execute format('alter table %I no force row level security', rest);
  execute format('with moved as (delete from %1$I where %2$I >= %3$L and %2$I < %4$L returning %5$s) insert into %6$I (%5$s) select %5$s from moved',
    rest, key, lower, upper, columns, name);
  execute format('alter table %I force row level security', rest);
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name, lower, upper);
end $$;
--> statement-breakpoint
create procedure make_month(month timestamptz) language plpgsql as $$
declare
  a timestamptz := date_trunc('month', month, 'UTC');
  b timestamptz := date_add(a, interval '1 month', 'UTC');
  named text := to_char(a at time zone 'UTC', '_YYYY_MM');
begin
  call make_partition('meter_values', 'meter_values' || named, a::text, b::text);
  call make_partition('station_events', 'station_events' || named, a::text, b::text);
  call make_partition('authorizations', 'authorizations' || named, uuid_at(a)::text, uuid_at(b)::text);
  call make_partition('transaction_events', 'transaction_events' || named, uuid_at(a)::text, uuid_at(b)::text);
end $$;
--> statement-breakpoint
create procedure make_day(day timestamptz) language plpgsql as $$
declare
  a timestamptz := date_trunc('day', day, 'UTC');
begin
  call make_partition('ocpp_messages', 'ocpp_messages' || to_char(a at time zone 'UTC', '_YYYY_MM_DD'), a::text, (a + interval '24 hours')::text);
end $$;
--> statement-breakpoint
-- From a moment on until months and days ahead; of the message log, which is kept for weeks, a month back at most.
create function make_partitions_since(since timestamptz) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  at timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('make_partitions_ahead'));
  for at in select generate_series(date_trunc('month', least(since, date_add(now(), interval '-1 month', 'UTC')), 'UTC'), date_add(now(), interval '3 months', 'UTC'), interval '1 month', 'UTC') loop
    call make_month(at);
  end loop;
  for at in select generate_series(date_trunc('day', greatest(since, now() - interval '31 days'), 'UTC'), now() + interval '14 days', interval '1 day', 'UTC') loop
    call make_day(at);
  end loop;
end $$;
--> statement-breakpoint
-- The oldest that lies in the rest and is no mistake of a clock: what came within a year, while upkeep did not run.
create function oldest_rest() returns timestamptz language plpgsql set search_path = public, pg_temp as $$
declare
  parent text;
  key text;
  found timestamptz;
  oldest timestamptz := now();
begin
  foreach parent in array array['meter_values', 'station_events', 'authorizations', 'transaction_events', 'ocpp_messages'] loop
    continue when pg_relation_size((parent || '_rest')::regclass) = 0;
    key := case parent when 'meter_values' then 'received_at' when 'station_events' then 'received_at' when 'ocpp_messages' then 'at'
      when 'authorizations' then 'moment_of(id)' else 'moment_of(transaction_id)' end;
    execute format('alter table %I no force row level security', parent || '_rest');
    execute format('select min(%1$s) from %2$I where %1$s > now() - interval ''1 year''', key, parent || '_rest') into found;
    execute format('alter table %I force row level security', parent || '_rest');
    oldest := least(oldest, found);
  end loop;
  return oldest;
end $$;
--> statement-breakpoint
create function moment_of(id uuid) returns timestamptz language sql immutable strict
  return to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0);
--> statement-breakpoint
create or replace function make_partitions_ahead() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform make_partitions_since(least(now() - interval '1 day', oldest_rest()));
end $$;
--> statement-breakpoint
-- Until when there are partitions, and how much lies in none of them: for whoever watches.
create function partition_standing() returns table (parent text, until timestamptz, rest_bytes bigint) language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.relname::text,
    max(case when c.relname ~ '_\d{4}_\d{2}_\d{2}$' then (to_date(right(c.relname, 10), 'YYYY_MM_DD') + interval '1 day') at time zone 'UTC'
      when c.relname ~ '_\d{4}_\d{2}$' then (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' end),
    sum(case when c.relname ~ '_rest$' then pg_relation_size(c.oid) else 0 end)::bigint
  from pg_inherits join pg_class p on p.oid = inhparent join pg_class c on c.oid = inhrelid
  where p.relkind = 'p' and p.relnamespace = 'public'::regnamespace group by p.relname;
end;
--> statement-breakpoint
-- Detaches and drops the oldest partition that lies wholly before what is kept; never of the last week or month, whoever asks.
-- "Concurrently" is not for tables that have a partition for the rest: whoever calls sets a lock timeout, and comes again.
create function drop_oldest_partition(parent text, keep interval) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pattern text := parent || case parent when 'ocpp_messages' then '_YYYY_MM_DD' else '_YYYY_MM' end;
  kept text := to_char((now() - greatest(keep, case parent when 'ocpp_messages' then interval '7 days' else interval '1 month' end)) at time zone 'UTC',
    case parent when 'ocpp_messages' then 'YYYY_MM_DD' else 'YYYY_MM' end);
  oldest text;
begin
  if parent not in ('ocpp_messages', 'meter_values', 'station_events', 'authorizations', 'transaction_events') then
    raise exception 'nothing of % is dropped by age', parent;
  end if;
  select c.relname into oldest from pg_inherits join pg_class c on c.oid = inhrelid
    where inhparent = format('public.%I', parent)::regclass and length(c.relname) = length(pattern) and c.relname ~ '_\d{4}(_\d{2})+$'
      and right(c.relname, length(kept)) < kept
    order by c.relname limit 1;
  if oldest is not null then
    execute format('alter table %I detach partition %I', parent, oldest);
    execute format('drop table %I', oldest);
  end if;
  return oldest;
end $$;
--> statement-breakpoint
drop function drop_old_partitions(integer, integer);
--> statement-breakpoint
revoke all on function make_partitions_since(timestamptz), oldest_rest(), partition_standing(), drop_oldest_partition(text, interval) from public;
--> statement-breakpoint
grant execute on function partition_standing(), drop_oldest_partition(text, interval) to stationmaster_app;
--> statement-breakpoint
select make_partitions_ahead();
