-- Row-level security of every tenant table, the grants of the four roles, and the partitions.
-- The roles themselves belong to the cluster and are made before the migrations run (roles.ts).

create function current_tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;
--> statement-breakpoint
create function current_tenants() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.tenant_ids', true), '')::uuid[];
--> statement-breakpoint

-- The app sees the tenant it has entered, and nothing when it has entered none.
create procedure secure_tenant_table(name regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy tenant on %s to stationmaster_app using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()))', name);
  execute format('grant select, insert, update, delete on %s to stationmaster_app', name);
end $$;
--> statement-breakpoint

-- Ingest works for all tenants of one flush, on the tables named here and no others.
-- `in (select unnest(...))` is hashed once a statement; `= any(array)` costs a third with a hundred tenants.
create procedure open_to_ingest(name regclass, rights text) language plpgsql as $$
begin
  execute format('create policy tenants on %s to stationmaster_ingest using (tenant_id in (select unnest(current_tenants()))) with check (tenant_id in (select unnest(current_tenants())))', name);
  execute format('grant %s on %s to stationmaster_ingest', rights, name);
end $$;
--> statement-breakpoint

do $$
declare name text;
begin
  foreach name in array array['members', 'api_keys', 'sites', 'stations', 'station_boots', 'station_reports', 'station_report_parts', 'device_variables',
    'evses', 'connectors', 'drivers', 'id_tokens', 'transactions', 'transaction_events', 'meter_values', 'station_commands', 'ocpp_messages',
    'received_messages', 'rejected_messages', 'reports', 'audit_entries',
    'station_events', 'station_problems', 'variable_monitors', 'station_monitoring', 'log_requests', 'customer_information',
    'security_events', 'certificate_requests', 'signed_certificates', 'display_messages', 'firmware_jobs',
    'installed_certificates', 'certificate_listings', 'certificate_changes', 'certificate_inquiries',
    'reservations', 'data_transfers', 'charging_profiles', 'reported_charging_profiles', 'composite_schedules', 'charging_limits', 'ev_messages', 'tariffs', 'tariff_versions', 'station_tariffs', 'transaction_costs', 'bulk_commands', 'bulk_command_stations', 'availability_intents']
  loop
    call secure_tenant_table(name::regclass);
  end loop;
end $$;
--> statement-breakpoint

call open_to_ingest('stations', 'select, update');
--> statement-breakpoint
call open_to_ingest('evses', 'select, insert');
--> statement-breakpoint
call open_to_ingest('connectors', 'select, insert, update');
--> statement-breakpoint
call open_to_ingest('id_tokens', 'select');
--> statement-breakpoint
call open_to_ingest('transactions', 'select, insert, update');
--> statement-breakpoint
call open_to_ingest('transaction_events', 'select, insert, update');
--> statement-breakpoint
call open_to_ingest('meter_values', 'select, insert');
--> statement-breakpoint
call open_to_ingest('station_commands', 'select, insert, update');
--> statement-breakpoint
call open_to_ingest('station_events', 'select, insert');
--> statement-breakpoint
call open_to_ingest('station_problems', 'select, insert, update');
--> statement-breakpoint
call open_to_ingest('variable_monitors', 'select');
--> statement-breakpoint
call open_to_ingest('reservations', 'select, update');
--> statement-breakpoint
call open_to_ingest('availability_intents', 'select, update');
--> statement-breakpoint
call open_to_ingest('device_variables', 'select');
--> statement-breakpoint
call open_to_ingest('tariffs', 'select');
--> statement-breakpoint
call open_to_ingest('tariff_versions', 'select');
--> statement-breakpoint
call open_to_ingest('station_tariffs', 'select');
--> statement-breakpoint
call open_to_ingest('transaction_costs', 'select, insert, update');
--> statement-breakpoint
call open_to_ingest('ocpp_messages', 'insert');
--> statement-breakpoint
call open_to_ingest('rejected_messages', 'insert');
--> statement-breakpoint

-- A tenant may read its own row; the directory keeps the list of tenants, people and keys.
alter table tenants enable row level security;
--> statement-breakpoint
alter table tenants force row level security;
--> statement-breakpoint
create policy tenant on tenants for select to stationmaster_app using (id = (select current_tenant()));
--> statement-breakpoint
grant select on tenants to stationmaster_app;
--> statement-breakpoint
create policy directory on tenants to stationmaster_directory using (true) with check (true);
--> statement-breakpoint
create policy directory on members for select to stationmaster_directory using (true);
--> statement-breakpoint
create policy directory_reads on api_keys for select to stationmaster_directory using (true);
--> statement-breakpoint
create policy directory_notes_use on api_keys for update to stationmaster_directory using (true) with check (true);
--> statement-breakpoint
grant select, insert, update on tenants to stationmaster_directory;
--> statement-breakpoint
grant select, insert, update on users to stationmaster_directory;
--> statement-breakpoint
grant select on members, api_keys to stationmaster_directory;
--> statement-breakpoint
grant update (last_used_at) on api_keys to stationmaster_directory;
--> statement-breakpoint

-- Partitions. Nobody but the owner has rights on a partition; they are reached through their parent and its policy.
create function uuid_at(moment timestamptz) returns uuid language sql immutable strict
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '0000' || '0000000000000000')::uuid;
--> statement-breakpoint
create procedure make_partition(parent text, name text, lower text, upper text) language plpgsql as $$
begin
  if to_regclass(format('public.%I', name)) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent, lower, upper);
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end if;
end $$;
--> statement-breakpoint
create function make_partitions_ahead() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
  day timestamptz := date_trunc('day', now() at time zone 'UTC') at time zone 'UTC';
  a timestamptz;
  b timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('make_partitions_ahead'));
  for n in -1..3 loop
    a := (month at time zone 'UTC' + make_interval(months => n)) at time zone 'UTC';
    b := (month at time zone 'UTC' + make_interval(months => n + 1)) at time zone 'UTC';
    call make_partition('meter_values', 'meter_values_' || to_char(a at time zone 'UTC', 'YYYY_MM'), a::text, b::text);
    call make_partition('station_events', 'station_events_' || to_char(a at time zone 'UTC', 'YYYY_MM'), a::text, b::text);
    call make_partition('transaction_events', 'transaction_events_' || to_char(a at time zone 'UTC', 'YYYY_MM'), uuid_at(a)::text, uuid_at(b)::text);
  end loop;
  for n in -1..14 loop
    a := day + make_interval(hours => 24 * n);
    b := a + interval '24 hours';
    call make_partition('ocpp_messages', 'ocpp_messages_' || to_char(a at time zone 'UTC', 'YYYY_MM_DD'), a::text, b::text);
  end loop;
end $$;
--> statement-breakpoint
-- Detaches and drops what is older than asked; never younger than a week, whoever asks.
create function drop_old_partitions(keep_message_days integer, keep_months integer) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  oldest_message text := 'ocpp_messages_' || to_char((now() - make_interval(days => greatest(keep_message_days, 7))) at time zone 'UTC', 'YYYY_MM_DD');
  oldest_month text := to_char((now() - make_interval(months => greatest(keep_months, 1))) at time zone 'UTC', 'YYYY_MM');
  old record;
begin
  for old in
    select parent.relname as parent, child.relname as child
    from pg_inherits join pg_class parent on parent.oid = inhparent join pg_class child on child.oid = inhrelid
    where parent.relnamespace = 'public'::regnamespace and (
      (parent.relname = 'ocpp_messages' and child.relname ~ '^ocpp_messages_\d{4}_\d{2}_\d{2}$' and child.relname < oldest_message)
      or (parent.relname in ('meter_values', 'station_events', 'transaction_events') and child.relname ~ '_\d{4}_\d{2}$' and right(child.relname, 7) < oldest_month))
  loop
    execute format('alter table %I detach partition %I', old.parent, old.child);
    execute format('drop table %I', old.child);
    return next old.child;
  end loop;
end $$;
--> statement-breakpoint
revoke all on function make_partitions_ahead(), drop_old_partitions(integer, integer) from public;
--> statement-breakpoint
grant execute on function make_partitions_ahead(), drop_old_partitions(integer, integer) to stationmaster_app;
--> statement-breakpoint

-- Changed with every event and every sign of life: room in the page leaves their indexes untouched (HOT).
alter table transactions set (fillfactor = 50);
--> statement-breakpoint
alter table stations set (fillfactor = 50);
--> statement-breakpoint

-- A row that fits no month (upkeep has not run for a quarter) is kept all the same.
create table meter_values_rest partition of meter_values default;
--> statement-breakpoint
create table station_events_rest partition of station_events default;
--> statement-breakpoint
create table transaction_events_rest partition of transaction_events default;
--> statement-breakpoint
create table ocpp_messages_rest partition of ocpp_messages default;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['meter_values_rest', 'station_events_rest', 'transaction_events_rest', 'ocpp_messages_rest'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
--> statement-breakpoint
select make_partitions_ahead();
