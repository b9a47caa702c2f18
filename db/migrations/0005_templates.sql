CREATE TABLE "configuration_template_variables" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"template_key" text NOT NULL,
	"variable_key" text NOT NULL,
	"attribute_type" text NOT NULL,
	"component" text NOT NULL,
	"component_instance" text,
	"evse_id" integer,
	"connector_id" integer,
	"variable" text NOT NULL,
	"variable_instance" text,
	"value" text NOT NULL,
	CONSTRAINT "configuration_template_variables_tenant_id_template_key_variable_key_attribute_type_pk" PRIMARY KEY("tenant_id","template_key","variable_key","attribute_type")
);
--> statement-breakpoint
CREATE TABLE "configuration_templates" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"vendor" text NOT NULL,
	"vendor_key" text GENERATED ALWAYS AS (lower(vendor)) STORED NOT NULL,
	"model" text,
	"model_key" text GENERATED ALWAYS AS (lower(coalesce(model, ''))) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" jsonb NOT NULL,
	CONSTRAINT "configuration_templates_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "station_drift" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"template_key" text NOT NULL,
	"same" integer NOT NULL,
	"different" integer NOT NULL,
	"unknown" integer NOT NULL,
	"missing" integer NOT NULL,
	"refused" integer NOT NULL,
	"reboot_required" integer NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "station_drift_tenant_id_station_id_pk" PRIMARY KEY("tenant_id","station_id")
);
--> statement-breakpoint
CREATE TABLE "variable_answers" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"key" text NOT NULL,
	"attribute_type" text NOT NULL,
	"value" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "variable_answers_tenant_id_station_id_key_attribute_type_pk" PRIMARY KEY("tenant_id","station_id","key","attribute_type")
);
--> statement-breakpoint
ALTER TABLE "configuration_template_variables" ADD CONSTRAINT "configuration_template_variables_tenant_id_template_key_configuration_templates_tenant_id_key_fk" FOREIGN KEY ("tenant_id","template_key") REFERENCES "public"."configuration_templates"("tenant_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "configuration_templates" ADD CONSTRAINT "configuration_templates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_drift" ADD CONSTRAINT "station_drift_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_drift" ADD CONSTRAINT "station_drift_tenant_id_template_key_configuration_templates_tenant_id_key_fk" FOREIGN KEY ("tenant_id","template_key") REFERENCES "public"."configuration_templates"("tenant_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variable_answers" ADD CONSTRAINT "variable_answers_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "configuration_templates_for" ON "configuration_templates" USING btree ("tenant_id","vendor_key","model_key");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("tenant_id","what","subject","id");--> statement-breakpoint
call secure_tenant_table('configuration_templates');
--> statement-breakpoint
call secure_tenant_table('configuration_template_variables');
--> statement-breakpoint
call secure_tenant_table('variable_answers');
--> statement-breakpoint
call secure_tenant_table('station_drift');
--> statement-breakpoint
-- The upkeep looks over all tenants which of them have templates.
call open_to_ingest('configuration_templates', 'select');
