CREATE TABLE "onboardings" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"step" text DEFAULT 'boot' NOT NULL,
	"results" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"command_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"started_at" timestamp with time zone NOT NULL,
	"step_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"decided_by" text,
	CONSTRAINT "onboardings_tenant_id_station_id_pk" PRIMARY KEY("tenant_id","station_id")
);
--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "inventory_of" text;--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "inventory_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "inventory" text DEFAULT 'manual' NOT NULL;--> statement-breakpoint
ALTER TABLE "onboardings" ADD CONSTRAINT "onboardings_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "onboardings_due" ON "onboardings" USING btree ("tenant_id","due_at") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "device_variables_reboot" ON "device_variables" USING btree ("tenant_id","station_id") WHERE reboot_required;--> statement-breakpoint
CREATE INDEX "stations_serial" ON "stations" USING btree ("tenant_id","serial_number");--> statement-breakpoint
CREATE INDEX "stations_inventory_due" ON "stations" USING btree ("tenant_id","inventory_due_at") WHERE inventory_due_at is not null;--> statement-breakpoint
call secure_tenant_table('onboardings');
--> statement-breakpoint
-- The sweep looks over all tenants which of them have a checklist that is to be looked at.
call open_to_ingest('onboardings', 'select');
