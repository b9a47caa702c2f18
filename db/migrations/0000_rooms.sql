CREATE TABLE "drivers" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drivers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "id_tokens" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"token_key" text collate "C" GENERATED ALWAYS AS (lower(id_token)) STORED NOT NULL,
	"type" text NOT NULL,
	"id_token" text NOT NULL,
	"status" text NOT NULL,
	"group_id_token" text,
	"master_pass" boolean DEFAULT false NOT NULL,
	"language" text,
	"expires_at" timestamp with time zone,
	"personal_message" text,
	"max_concurrent_transactions" integer,
	"driver_id" uuid,
	"tariff_key" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "id_tokens_tenant_id_token_key_type_pk" PRIMARY KEY("tenant_id","token_key","type")
);
--> statement-breakpoint
CREATE TABLE "availability_intents" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"connector_id" integer NOT NULL,
	"wanted" text NOT NULL,
	"wanted_at" timestamp with time zone NOT NULL,
	"wanted_by" jsonb NOT NULL,
	"answer" text,
	"reason" text,
	"command_id" uuid,
	"observed_at" timestamp with time zone,
	"in_force" text,
	"in_force_at" timestamp with time zone,
	"reapplied_at" timestamp with time zone,
	CONSTRAINT "availability_intents_tenant_id_station_id_evse_id_connector_id_pk" PRIMARY KEY("tenant_id","station_id","evse_id","connector_id")
);
--> statement-breakpoint
CREATE TABLE "connectors" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"connector_id" integer NOT NULL,
	"origin" text NOT NULL,
	"type" text,
	"status" text,
	"status_at" timestamp with time zone,
	"reported_at" timestamp with time zone,
	CONSTRAINT "connectors_tenant_id_station_id_evse_id_connector_id_pk" PRIMARY KEY("tenant_id","station_id","evse_id","connector_id")
);
--> statement-breakpoint
CREATE TABLE "evses" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "evses_tenant_id_station_id_evse_id_pk" PRIMARY KEY("tenant_id","station_id","evse_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_command_stations" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"bulk_command_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"identity" text NOT NULL,
	"command_id" uuid,
	"refusal" text,
	CONSTRAINT "bulk_command_stations_tenant_id_bulk_command_id_place_pk" PRIMARY KEY("tenant_id","bulk_command_id","place")
);
--> statement-breakpoint
CREATE TABLE "bulk_commands" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"action" text NOT NULL,
	"request" jsonb NOT NULL,
	"requested_by" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"deadline_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "bulk_commands_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "certificate_changes" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"command_id" uuid,
	"kind" text NOT NULL,
	"certificate_type" text,
	"certificate" text,
	"subject" text,
	"issuer" text,
	"fingerprint" text,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"hash" jsonb,
	"key" text NOT NULL,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "certificate_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "certificate_inquiries" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"request" jsonb NOT NULL,
	"request_hash" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"received_at" timestamp with time zone NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "certificate_inquiries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "certificate_inquiries_once" UNIQUE("tenant_id","station_id","kind","request_hash")
);
--> statement-breakpoint
CREATE TABLE "certificate_listings" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"certificate_type" text NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	"stale_since" timestamp with time zone,
	CONSTRAINT "certificate_listings_tenant_id_station_id_certificate_type_pk" PRIMARY KEY("tenant_id","station_id","certificate_type")
);
--> statement-breakpoint
CREATE TABLE "installed_certificates" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"certificate_type" text NOT NULL,
	"key" text NOT NULL,
	"hash" jsonb NOT NULL,
	"children" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "installed_certificates_tenant_id_station_id_certificate_type_key_pk" PRIMARY KEY("tenant_id","station_id","certificate_type","key")
);
--> statement-breakpoint
CREATE TABLE "station_commands" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"action" text NOT NULL,
	"request" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"requested_by" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone,
	"deadline_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"sent_epoch" integer,
	"message_id" text,
	"settled_at" timestamp with time zone,
	"response" jsonb,
	"error" jsonb,
	"observed_at" timestamp with time zone,
	"observed" jsonb,
	"request_id" integer,
	"subject_id" uuid,
	CONSTRAINT "station_commands_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "data_transfers" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"vendor_id" text NOT NULL,
	"message_id" text,
	"data" jsonb,
	"custom_data" jsonb,
	"status" text,
	"answer" jsonb,
	"answered_at" timestamp with time zone,
	"failure" text,
	"command_id" uuid,
	"requested_by" jsonb,
	CONSTRAINT "data_transfers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_information" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"request_id" integer NOT NULL,
	"command_id" uuid,
	"wants_report" boolean NOT NULL,
	"wants_clear" boolean NOT NULL,
	"reference" jsonb,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"data" text,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_information_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "log_requests" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"request_id" integer,
	"command_id" uuid,
	"log_type" text,
	"remote_location" text,
	"oldest_at" timestamp with time zone,
	"latest_at" timestamp with time zone,
	"file_name" text,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"is_over" boolean DEFAULT false NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "log_requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "station_events" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL,
	"event_id" integer NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"trigger" text NOT NULL,
	"notification_type" text NOT NULL,
	"component" text NOT NULL,
	"component_instance" text,
	"evse_id" integer,
	"connector_id" integer,
	"variable" text NOT NULL,
	"variable_instance" text,
	"actual_value" text NOT NULL,
	"cause" integer,
	"tech_code" text,
	"tech_info" text,
	"is_cleared" boolean DEFAULT false NOT NULL,
	"transaction_id" text,
	"monitor_id" integer,
	"severity" integer,
	"is_problem" boolean DEFAULT false NOT NULL,
	CONSTRAINT "station_events_tenant_id_station_id_received_at_id_pk" PRIMARY KEY("tenant_id","station_id","received_at","id")
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "station_monitoring" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"base" text,
	"base_at" timestamp with time zone,
	"level" integer,
	"level_at" timestamp with time zone,
	"reported_at" timestamp with time zone,
	"stale_since" timestamp with time zone,
	CONSTRAINT "station_monitoring_tenant_id_station_id_pk" PRIMARY KEY("tenant_id","station_id")
);
--> statement-breakpoint
CREATE TABLE "station_problems" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"key" text NOT NULL,
	"component" text NOT NULL,
	"component_instance" text,
	"evse_id" integer,
	"connector_id" integer,
	"variable" text NOT NULL,
	"variable_instance" text,
	"actual_value" text NOT NULL,
	"tech_code" text,
	"tech_info" text,
	"monitor_id" integer,
	"severity" integer,
	"event_id" integer NOT NULL,
	"is_open" boolean NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "station_problems_tenant_id_station_id_key_pk" PRIMARY KEY("tenant_id","station_id","key")
);
--> statement-breakpoint
CREATE TABLE "variable_monitors" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"monitor_id" integer NOT NULL,
	"key" text NOT NULL,
	"component" text NOT NULL,
	"component_instance" text,
	"evse_id" integer,
	"connector_id" integer,
	"variable" text NOT NULL,
	"variable_instance" text,
	"type" text NOT NULL,
	"value" double precision NOT NULL,
	"severity" integer NOT NULL,
	"is_transaction" boolean NOT NULL,
	"origin" text NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	CONSTRAINT "variable_monitors_tenant_id_station_id_monitor_id_pk" PRIMARY KEY("tenant_id","station_id","monitor_id")
);
--> statement-breakpoint
CREATE TABLE "display_messages" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"message_id" integer NOT NULL,
	"wanted" jsonb,
	"status" text,
	"status_at" timestamp with time zone,
	"reason" text,
	"actual" jsonb,
	"actual_at" timestamp with time zone,
	"actual_from" text,
	"transaction_id" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "display_messages_tenant_id_station_id_message_id_pk" PRIMARY KEY("tenant_id","station_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "firmware_jobs" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"request_id" integer,
	"command_id" uuid,
	"location" text,
	"retrieve_at" timestamp with time zone,
	"install_at" timestamp with time zone,
	"is_signed" boolean,
	"checksum" text,
	"published_at" jsonb,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"is_over" boolean DEFAULT false NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "firmware_jobs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ocpp_messages" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"direction" text NOT NULL,
	"action" text,
	"message_id" text,
	"request" jsonb,
	"response" jsonb,
	"error_code" text,
	"error_description" text,
	"outcome" text NOT NULL,
	"raw" text,
	"duration_ms" integer,
	CONSTRAINT "ocpp_messages_tenant_id_station_id_at_id_pk" PRIMARY KEY("tenant_id","station_id","at","id")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "received_messages" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"action" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"request" jsonb NOT NULL,
	CONSTRAINT "received_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "rejected_messages" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"action" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"request" text NOT NULL,
	"reason" text NOT NULL,
	"is_resolved" boolean DEFAULT false NOT NULL,
	CONSTRAINT "rejected_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "meter_values" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer,
	"transaction_id" uuid,
	"seq_no" integer,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"context" text,
	"energy_wh" numeric,
	"power_w" numeric,
	"soc_percent" numeric,
	"current_a" numeric,
	"voltage_v" numeric,
	"samples" jsonb NOT NULL
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "device_variables" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"key" text NOT NULL,
	"attribute_type" text NOT NULL,
	"component" text NOT NULL,
	"component_instance" text,
	"evse_id" integer,
	"connector_id" integer,
	"variable" text NOT NULL,
	"variable_instance" text,
	"value" text,
	"mutability" text,
	"persistent" boolean,
	"constant" boolean,
	"characteristics" jsonb,
	"reboot_required" boolean DEFAULT false NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_variables_tenant_id_station_id_key_attribute_type_pk" PRIMARY KEY("tenant_id","station_id","key","attribute_type")
);
--> statement-breakpoint
CREATE TABLE "station_boots" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"vendor" text NOT NULL,
	"model" text NOT NULL,
	"serial_number" text,
	"firmware_version" text,
	CONSTRAINT "station_boots_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "station_report_parts" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"seq_no" integer NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "station_report_parts_tenant_id_report_id_seq_no_pk" PRIMARY KEY("tenant_id","report_id","seq_no")
);
--> statement-breakpoint
CREATE TABLE "station_reports" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"action" text NOT NULL,
	"request_id" integer NOT NULL,
	"command_id" uuid,
	"status" text DEFAULT 'receiving' NOT NULL,
	"last_seq_no" integer,
	"parts" integer DEFAULT 0 NOT NULL,
	"bytes" integer DEFAULT 0 NOT NULL,
	"is_uncounted" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "station_reports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"what" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb,
	CONSTRAINT "audit_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" integer DEFAULT 0 NOT NULL,
	"row_count" integer,
	"file_key" text,
	"size_bytes" bigint,
	"progress_at" timestamp with time zone,
	"error" text,
	"requested_by" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "reports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"evse_id" integer,
	"connector_type" text,
	"id_token" text NOT NULL,
	"id_token_key" text collate "C" GENERATED ALWAYS AS (lower(id_token)) STORED NOT NULL,
	"id_token_type" text NOT NULL,
	"group_id_token" text,
	"expires_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"replaced_by" uuid,
	"transaction_id" uuid,
	"command_id" uuid,
	"requested_by" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reservations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "certificate_requests" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"certificate_type" text,
	"csr" text NOT NULL,
	"csr_hash" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"received_at" timestamp with time zone NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "certificate_requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "certificate_requests_once" UNIQUE NULLS NOT DISTINCT("tenant_id","station_id","csr_hash","certificate_type")
);
--> statement-breakpoint
CREATE TABLE "security_events" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"tech_info" text,
	"criticality" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"resends" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "security_events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "security_events_once" UNIQUE NULLS NOT DISTINCT("tenant_id","station_id","occurred_at","type","tech_info")
);
--> statement-breakpoint
CREATE TABLE "signed_certificates" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"command_id" uuid,
	"certificate_type" text,
	"certificate_chain" text NOT NULL,
	"subject" text,
	"issuer" text,
	"serial_number" text,
	"fingerprint" text,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signed_certificates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"time_zone" text NOT NULL,
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sites_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "charging_limits" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"source" text NOT NULL,
	"is_grid_critical" boolean,
	"schedules" jsonb,
	"set_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	CONSTRAINT "charging_limits_tenant_id_station_id_evse_id_source_pk" PRIMARY KEY("tenant_id","station_id","evse_id","source")
);
--> statement-breakpoint
CREATE TABLE "charging_profiles" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"profile_id" integer NOT NULL,
	"purpose" text NOT NULL,
	"kind" text NOT NULL,
	"stack_level" integer NOT NULL,
	"transaction_ocpp_id" text,
	"remote_start_id" integer,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"profile" jsonb NOT NULL,
	"status" text NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"reason" text,
	"replaced_by" uuid,
	"command_id" uuid,
	"requested_by" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "charging_profiles_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "composite_schedules" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"unit" text NOT NULL,
	"schedule" jsonb NOT NULL,
	"command_id" uuid NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "composite_schedules_tenant_id_station_id_evse_id_unit_pk" PRIMARY KEY("tenant_id","station_id","evse_id","unit")
);
--> statement-breakpoint
CREATE TABLE "ev_messages" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"transaction_id" uuid,
	"kind" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"request" jsonb NOT NULL,
	"answer" text NOT NULL,
	"reason" text,
	"command_id" uuid,
	CONSTRAINT "ev_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "reported_charging_profiles" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"evse_id" integer NOT NULL,
	"source" text NOT NULL,
	"profile_id" integer NOT NULL,
	"purpose" text NOT NULL,
	"stack_level" integer NOT NULL,
	"profile" jsonb NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reported_charging_profiles_tenant_id_station_id_evse_id_source_profile_id_pk" PRIMARY KEY("tenant_id","station_id","evse_id","source","profile_id")
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"identity" text NOT NULL,
	"identity_key" text collate "C" GENERATED ALWAYS AS (lower(identity)) STORED NOT NULL,
	"site_id" uuid,
	"origin" text DEFAULT 'operator' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	"security_profile" integer DEFAULT 1 NOT NULL,
	"password_hash" text,
	"next_password_hash" text,
	"handshake_failed_at" timestamp with time zone,
	"handshake_failure" text,
	"registration_status" text DEFAULT 'Accepted' NOT NULL,
	"boot_status" text,
	"booted_at" timestamp with time zone,
	"boot_reason" text,
	"vendor" text,
	"model" text,
	"serial_number" text,
	"firmware_version" text,
	"iccid" text,
	"imsi" text,
	"connection_epoch" integer DEFAULT 0 NOT NULL,
	"is_online" boolean DEFAULT false NOT NULL,
	"connected_at" timestamp with time zone,
	"disconnected_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"states_stale_before" timestamp with time zone,
	"items_per_message" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"next_number" integer DEFAULT 1 NOT NULL,
	"unknown_properties" integer DEFAULT 0 NOT NULL,
	"bad_frames" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "station_tariffs" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"tariff_key" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "station_tariffs_tenant_id_station_id_pk" PRIMARY KEY("tenant_id","station_id")
);
--> statement-breakpoint
CREATE TABLE "tariff_versions" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"energy_per_kwh" numeric,
	"time_per_hour" numeric,
	"session_fee" numeric,
	"tax_percent" numeric,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" jsonb NOT NULL,
	CONSTRAINT "tariff_versions_tenant_id_key_version_pk" PRIMARY KEY("tenant_id","key","version")
);
--> statement-breakpoint
CREATE TABLE "tariffs" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tariffs_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "transaction_costs" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"tariff_key" text NOT NULL,
	"tariff_version" integer NOT NULL,
	"chosen_by" text NOT NULL,
	"currency" text NOT NULL,
	"total" numeric,
	"lines" jsonb,
	"calculated_at" timestamp with time zone,
	CONSTRAINT "transaction_costs_tenant_id_transaction_id_pk" PRIMARY KEY("tenant_id","transaction_id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"country" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"onboarding" text DEFAULT 'immediate' NOT NULL,
	"unknown_stations" text DEFAULT 'refuse' NOT NULL,
	"unknown_properties" text DEFAULT 'ignore' NOT NULL,
	"heartbeat_interval_seconds" integer DEFAULT 300 NOT NULL,
	"pending_interval_seconds" integer DEFAULT 10 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"is_platform_admin" boolean DEFAULT false NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "transaction_events" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"seq_no" integer NOT NULL,
	"event_type" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"trigger_reason" text NOT NULL,
	"charging_state" text,
	"is_offline" boolean NOT NULL,
	"resends" integer DEFAULT 0 NOT NULL,
	"is_late" boolean DEFAULT false NOT NULL,
	"is_conflict" boolean DEFAULT false NOT NULL,
	"register_first_wh" numeric,
	"register_last_wh" numeric,
	"request" jsonb NOT NULL,
	CONSTRAINT "transaction_events_tenant_id_transaction_id_seq_no_event_type_occurred_at_trigger_reason_pk" PRIMARY KEY("tenant_id","transaction_id","seq_no","event_type","occurred_at","trigger_reason")
) PARTITION BY RANGE ("transaction_id");
--> statement-breakpoint
CREATE TABLE "transactions" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"ocpp_id" text NOT NULL,
	"namesake" integer DEFAULT 0 NOT NULL,
	"evse_id" integer,
	"connector_id" integer,
	"id_token" text,
	"id_token_key" text collate "C" GENERATED ALWAYS AS (lower(id_token)) STORED,
	"id_token_type" text,
	"remote_start_id" integer,
	"reservation_id" integer,
	"is_active" boolean DEFAULT true NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"last_event_at" timestamp with time zone NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL,
	"charging_state" text,
	"charging_state_seq" integer,
	"stopped_reason" text,
	"started_seq" integer,
	"ended_seq" integer,
	"first_seq" integer NOT NULL,
	"last_seq" integer NOT NULL,
	"seq_count" integer DEFAULT 0 NOT NULL,
	"conflicts" integer DEFAULT 0 NOT NULL,
	"register_first_wh" numeric,
	"register_first_seq" integer,
	"register_last_wh" numeric,
	"register_last_seq" integer,
	"energy_by_rises_wh" numeric,
	"energy_wh" numeric GENERATED ALWAYS AS (coalesce(energy_by_rises_wh, register_last_wh - register_first_wh)) STORED,
	"power_w" numeric,
	"soc_percent" numeric,
	"measured_seq" integer,
	"gap_questions" integer DEFAULT 0 NOT NULL,
	"gap_is_final" boolean DEFAULT false NOT NULL,
	"has_gap" boolean GENERATED ALWAYS AS (last_seq - first_seq + 1 > seq_count or (ended_seq is not null and started_seq is null)) STORED NOT NULL,
	CONSTRAINT "transactions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "drivers" ADD CONSTRAINT "drivers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "id_tokens" ADD CONSTRAINT "id_tokens_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "id_tokens" ADD CONSTRAINT "id_tokens_tenant_id_driver_id_drivers_tenant_id_id_fk" FOREIGN KEY ("tenant_id","driver_id") REFERENCES "public"."drivers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_intents" ADD CONSTRAINT "availability_intents_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evses" ADD CONSTRAINT "evses_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_command_stations" ADD CONSTRAINT "bulk_command_stations_tenant_id_bulk_command_id_bulk_commands_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bulk_command_id") REFERENCES "public"."bulk_commands"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_command_stations" ADD CONSTRAINT "bulk_command_stations_tenant_id_command_id_station_commands_tenant_id_id_fk" FOREIGN KEY ("tenant_id","command_id") REFERENCES "public"."station_commands"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_commands" ADD CONSTRAINT "bulk_commands_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_changes" ADD CONSTRAINT "certificate_changes_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_inquiries" ADD CONSTRAINT "certificate_inquiries_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_listings" ADD CONSTRAINT "certificate_listings_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installed_certificates" ADD CONSTRAINT "installed_certificates_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_commands" ADD CONSTRAINT "station_commands_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_transfers" ADD CONSTRAINT "data_transfers_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_information" ADD CONSTRAINT "customer_information_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_requests" ADD CONSTRAINT "log_requests_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_monitoring" ADD CONSTRAINT "station_monitoring_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_problems" ADD CONSTRAINT "station_problems_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variable_monitors" ADD CONSTRAINT "variable_monitors_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_messages" ADD CONSTRAINT "display_messages_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_jobs" ADD CONSTRAINT "firmware_jobs_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received_messages" ADD CONSTRAINT "received_messages_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejected_messages" ADD CONSTRAINT "rejected_messages_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_variables" ADD CONSTRAINT "device_variables_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_boots" ADD CONSTRAINT "station_boots_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_report_parts" ADD CONSTRAINT "station_report_parts_tenant_id_report_id_station_reports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","report_id") REFERENCES "public"."station_reports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_reports" ADD CONSTRAINT "station_reports_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_requests" ADD CONSTRAINT "certificate_requests_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_events" ADD CONSTRAINT "security_events_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_certificates" ADD CONSTRAINT "signed_certificates_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charging_limits" ADD CONSTRAINT "charging_limits_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charging_profiles" ADD CONSTRAINT "charging_profiles_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "composite_schedules" ADD CONSTRAINT "composite_schedules_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ev_messages" ADD CONSTRAINT "ev_messages_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reported_charging_profiles" ADD CONSTRAINT "reported_charging_profiles_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_tenant_id_site_id_sites_tenant_id_id_fk" FOREIGN KEY ("tenant_id","site_id") REFERENCES "public"."sites"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_tariffs" ADD CONSTRAINT "station_tariffs_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_tariffs" ADD CONSTRAINT "station_tariffs_tenant_id_tariff_key_tariffs_tenant_id_key_fk" FOREIGN KEY ("tenant_id","tariff_key") REFERENCES "public"."tariffs"("tenant_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_versions" ADD CONSTRAINT "tariff_versions_tenant_id_key_tariffs_tenant_id_key_fk" FOREIGN KEY ("tenant_id","key") REFERENCES "public"."tariffs"("tenant_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariffs" ADD CONSTRAINT "tariffs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_costs" ADD CONSTRAINT "transaction_costs_tenant_id_tariff_key_tariff_version_tariff_versions_tenant_id_key_version_fk" FOREIGN KEY ("tenant_id","tariff_key","tariff_version") REFERENCES "public"."tariff_versions"("tenant_id","key","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_tenant_id_station_id_stations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","station_id") REFERENCES "public"."stations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "id_tokens_driver" ON "id_tokens" USING btree ("tenant_id","driver_id");--> statement-breakpoint
CREATE INDEX "certificate_changes_station" ON "certificate_changes" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "certificate_inquiries_station" ON "certificate_inquiries" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "station_commands_waiting" ON "station_commands" USING btree ("tenant_id","station_id","id") WHERE status in ('queued', 'sent');--> statement-breakpoint
CREATE INDEX "station_commands_station" ON "station_commands" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "station_commands_subject" ON "station_commands" USING btree ("tenant_id","subject_id") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "data_transfers_station" ON "data_transfers" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "customer_information_station" ON "customer_information" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "customer_information_command" ON "customer_information" USING btree ("tenant_id","command_id") WHERE command_id is not null;--> statement-breakpoint
CREATE INDEX "log_requests_station" ON "log_requests" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "station_events_received" ON "station_events" USING btree ("tenant_id","received_at","id");--> statement-breakpoint
CREATE INDEX "station_events_once" ON "station_events" USING btree ("tenant_id","station_id","occurred_at","event_id");--> statement-breakpoint
CREATE INDEX "station_problems_open" ON "station_problems" USING btree ("tenant_id","received_at") WHERE is_open;--> statement-breakpoint
CREATE INDEX "variable_monitors_key" ON "variable_monitors" USING btree ("tenant_id","station_id","key","monitor_id");--> statement-breakpoint
CREATE INDEX "display_messages_created" ON "display_messages" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "firmware_jobs_station" ON "firmware_jobs" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "received_messages_station" ON "received_messages" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "rejected_messages_station" ON "rejected_messages" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "meter_values_station" ON "meter_values" USING btree ("tenant_id","station_id","at");--> statement-breakpoint
CREATE INDEX "meter_values_transaction" ON "meter_values" USING btree ("tenant_id","transaction_id","at");--> statement-breakpoint
CREATE INDEX "station_boots_station" ON "station_boots" USING btree ("tenant_id","station_id","at");--> statement-breakpoint
CREATE INDEX "station_reports_station" ON "station_reports" USING btree ("tenant_id","station_id","action","request_id","started_at");--> statement-breakpoint
CREATE INDEX "station_reports_receiving" ON "station_reports" USING btree ("tenant_id","station_id","received_at") WHERE status = 'receiving';--> statement-breakpoint
CREATE INDEX "reports_created" ON "reports" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "reservations_number" ON "reservations" USING btree ("tenant_id","station_id","number","id");--> statement-breakpoint
CREATE INDEX "reservations_live" ON "reservations" USING btree ("tenant_id","station_id","expires_at") WHERE status in ('requested', 'active');--> statement-breakpoint
CREATE INDEX "reservations_due" ON "reservations" USING btree ("tenant_id","expires_at") WHERE status in ('requested', 'active');--> statement-breakpoint
CREATE INDEX "reservations_token" ON "reservations" USING btree ("tenant_id","id_token_key","id");--> statement-breakpoint
CREATE INDEX "certificate_requests_station" ON "certificate_requests" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "security_events_station" ON "security_events" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "security_events_criticality" ON "security_events" USING btree ("tenant_id","criticality","id");--> statement-breakpoint
CREATE INDEX "signed_certificates_station" ON "signed_certificates" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "charging_profiles_station" ON "charging_profiles" USING btree ("tenant_id","station_id","id");--> statement-breakpoint
CREATE INDEX "charging_profiles_wanted" ON "charging_profiles" USING btree ("tenant_id","station_id","profile_id") WHERE status in ('requested', 'installed', 'unknown');--> statement-breakpoint
CREATE INDEX "ev_messages_station" ON "ev_messages" USING btree ("tenant_id","station_id","evse_id","id");--> statement-breakpoint
CREATE INDEX "ev_messages_transaction" ON "ev_messages" USING btree ("tenant_id","transaction_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "stations_identity" ON "stations" USING btree ("tenant_id","identity_key") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "stations_site" ON "stations" USING btree ("tenant_id","site_id");--> statement-breakpoint
CREATE INDEX "stations_online" ON "stations" USING btree ("tenant_id","is_online","identity_key");--> statement-breakpoint
CREATE INDEX "station_tariffs_key" ON "station_tariffs" USING btree ("tenant_id","tariff_key");--> statement-breakpoint
CREATE UNIQUE INDEX "tariffs_default" ON "tariffs" USING btree ("tenant_id") WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("tenant_id","hash");--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_ocpp_id" ON "transactions" USING btree ("tenant_id","station_id","ocpp_id","namesake");--> statement-breakpoint
CREATE INDEX "transactions_active" ON "transactions" USING btree ("tenant_id","station_id","evse_id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "transactions_station_started" ON "transactions" USING btree ("tenant_id","station_id","started_at");--> statement-breakpoint
CREATE INDEX "transactions_gaps" ON "transactions" USING btree ("tenant_id","started_at") WHERE has_gap;--> statement-breakpoint
CREATE INDEX "transactions_started" ON "transactions" USING btree ("tenant_id","started_at");--> statement-breakpoint
CREATE INDEX "transactions_token" ON "transactions" USING btree ("tenant_id","id_token_key","started_at");