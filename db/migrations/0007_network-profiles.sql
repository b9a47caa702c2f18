CREATE TABLE "network_profiles" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"slot" integer NOT NULL,
	"held" jsonb,
	"held_at" timestamp with time zone,
	"sent" jsonb NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"command_id" uuid,
	"status" text,
	"reason" text,
	"migration_at" timestamp with time zone,
	"migration_by" jsonb,
	"from_slot" integer,
	"order_before" text,
	"out_of_service_id" uuid,
	"queue_id" uuid,
	"order_id" uuid,
	"restart_id" uuid,
	"check_id" uuid,
	"undo_id" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "network_profiles_tenant_id_station_id_slot_pk" PRIMARY KEY("tenant_id","station_id","slot")
);
--> statement-breakpoint
ALTER TABLE "network_profiles" ADD CONSTRAINT "network_profiles_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "station_commands_resets" ON "station_commands" USING btree ("tenant_id","station_id") WHERE action = 'Reset' and status = 'answered' and observed_at is null;--> statement-breakpoint
call secure_tenant_table('network_profiles');
