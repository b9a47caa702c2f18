CREATE TABLE "local_list_entries" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"token_key" text GENERATED ALWAYS AS (lower(id_token)) STORED NOT NULL,
	"type" text NOT NULL,
	"id_token" text NOT NULL,
	"status" text,
	"group_id_token" text,
	"expires_at" timestamp with time zone,
	"language" text,
	"wanted" jsonb,
	"held" jsonb,
	"standing" text GENERATED ALWAYS AS (case when wanted is null then 'remove' when held is null then 'add' when wanted = held then 'held' else 'change' end) STORED NOT NULL,
	"turns_at" timestamp with time zone,
	CONSTRAINT "local_list_entries_tenant_id_station_id_token_key_type_pk" PRIMARY KEY("tenant_id","station_id","token_key","type")
);
--> statement-breakpoint
CREATE TABLE "local_list_updates" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"command_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"update_type" text NOT NULL,
	"entries" integer NOT NULL,
	"part" integer NOT NULL,
	"parts" integer NOT NULL,
	"why" text NOT NULL,
	"requested_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"status" text,
	"reason" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "local_list_updates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "local_lists" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"desired_version" bigint DEFAULT 0 NOT NULL,
	"wanted_at" timestamp with time zone,
	"last_version" bigint DEFAULT 0 NOT NULL,
	"station_version" bigint,
	"station_version_at" timestamp with time zone,
	"needs_full" boolean DEFAULT true NOT NULL,
	"why" text DEFAULT 'edited' NOT NULL,
	"part" integer DEFAULT 0 NOT NULL,
	"command_id" uuid,
	"due_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"status" text,
	"status_at" timestamp with time zone,
	"reason" text,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "local_lists_tenant_id_station_id_pk" PRIMARY KEY("tenant_id","station_id")
);
--> statement-breakpoint
ALTER TABLE "local_list_entries" ADD CONSTRAINT "local_list_entries_tenant_id_station_id_local_lists_tenant_id_station_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."local_lists"("tenant_id","station_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_list_updates" ADD CONSTRAINT "local_list_updates_tenant_id_station_id_local_lists_tenant_id_station_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."local_lists"("tenant_id","station_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_lists" ADD CONSTRAINT "local_lists_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "local_list_entries_standing" ON "local_list_entries" USING btree ("tenant_id","station_id","standing","token_key","type");--> statement-breakpoint
CREATE INDEX "local_list_entries_token" ON "local_list_entries" USING btree ("tenant_id","token_key","type");--> statement-breakpoint
CREATE INDEX "local_list_entries_turns" ON "local_list_entries" USING btree ("tenant_id","turns_at");--> statement-breakpoint
CREATE INDEX "local_list_updates_station" ON "local_list_updates" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "local_lists_due" ON "local_lists" USING btree ("tenant_id","due_at");--> statement-breakpoint
call secure_tenant_table('local_lists');
--> statement-breakpoint
call secure_tenant_table('local_list_entries');
--> statement-breakpoint
call secure_tenant_table('local_list_updates');
--> statement-breakpoint
-- The sweep looks over all tenants which of them have a list that is due.
call open_to_ingest('local_lists', 'select');
--> statement-breakpoint
call open_to_ingest('local_list_entries', 'select');
