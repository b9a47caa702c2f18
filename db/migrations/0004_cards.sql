CREATE TABLE "authorizations" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer,
	"message" text NOT NULL,
	"id_token" text,
	"id_token_key" text GENERATED ALWAYS AS (lower(id_token)) STORED,
	"id_token_type" text NOT NULL,
	"card_id" uuid,
	"transaction_id" uuid,
	"status" text NOT NULL,
	"rule" text NOT NULL,
	"facts" jsonb,
	"is_refused" boolean GENERATED ALWAYS AS (status <> 'Accepted') STORED NOT NULL,
	CONSTRAINT "authorizations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "id_tokens" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "id_tokens" ADD COLUMN "group_key" text GENERATED ALWAYS AS (lower(group_id_token)) STORED;--> statement-breakpoint
ALTER TABLE "id_tokens" ADD COLUMN "language2" text;--> statement-breakpoint
ALTER TABLE "id_tokens" ADD COLUMN "limits" jsonb;--> statement-breakpoint
ALTER TABLE "id_tokens" ADD COLUMN "lost_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorizations" ADD CONSTRAINT "authorizations_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authorizations_station" ON "authorizations" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "authorizations_token" ON "authorizations" USING btree ("tenant_id","id_token_key","id");--> statement-breakpoint
CREATE INDEX "authorizations_card" ON "authorizations" USING btree ("tenant_id","card_id","id");--> statement-breakpoint
CREATE INDEX "authorizations_refused" ON "authorizations" USING btree ("tenant_id","id") WHERE is_refused;--> statement-breakpoint
CREATE INDEX "drivers_name" ON "drivers" USING btree ("tenant_id",lower("name"));--> statement-breakpoint
CREATE INDEX "drivers_email" ON "drivers" USING btree ("tenant_id",lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "id_tokens_id" ON "id_tokens" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "id_tokens_group" ON "id_tokens" USING btree ("tenant_id","group_key","token_key");--> statement-breakpoint
call secure_tenant_table('authorizations');
--> statement-breakpoint
call open_to_ingest('authorizations', 'insert');
--> statement-breakpoint
-- Of a site ingest needs the clock alone: a card may be good at some hours only.
create policy tenants on sites to stationmaster_ingest using (tenant_id in (select unnest(current_tenants()))) with check (tenant_id in (select unnest(current_tenants())));
--> statement-breakpoint
grant select (tenant_id, id, time_zone) on sites to stationmaster_ingest;
--> statement-breakpoint
-- The trace is partitioned by month and kept as long as the events of sessions.
create or replace function make_partitions_ahead() returns void language plpgsql security definer set search_path = public, pg_temp as $$
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
    call make_partition('authorizations', 'authorizations_' || to_char(a at time zone 'UTC', 'YYYY_MM'), uuid_at(a)::text, uuid_at(b)::text);
    call make_partition('transaction_events', 'transaction_events_' || to_char(a at time zone 'UTC', 'YYYY_MM'), uuid_at(a)::text, uuid_at(b)::text);
  end loop;
  for n in -1..14 loop
    a := day + make_interval(hours => 24 * n);
    b := a + interval '24 hours';
    call make_partition('ocpp_messages', 'ocpp_messages_' || to_char(a at time zone 'UTC', 'YYYY_MM_DD'), a::text, b::text);
  end loop;
end $$;
--> statement-breakpoint
create or replace function drop_old_partitions(keep_message_days integer, keep_months integer) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
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
      or (parent.relname in ('authorizations', 'meter_values', 'station_events', 'transaction_events') and child.relname ~ '_\d{4}_\d{2}$' and right(child.relname, 7) < oldest_month))
  loop
    execute format('alter table %I detach partition %I', old.parent, old.child);
    execute format('drop table %I', old.child);
    return next old.child;
  end loop;
end $$;
--> statement-breakpoint
create table authorizations_rest partition of authorizations default;
--> statement-breakpoint
alter table authorizations_rest enable row level security;
--> statement-breakpoint
alter table authorizations_rest force row level security;
--> statement-breakpoint
select make_partitions_ahead();
