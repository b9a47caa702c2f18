ALTER TABLE "ocpp_messages" ALTER COLUMN "request" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "ocpp_messages" ALTER COLUMN "response" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "meter_values" ALTER COLUMN "samples" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "transaction_events" ALTER COLUMN "request" SET DATA TYPE json;