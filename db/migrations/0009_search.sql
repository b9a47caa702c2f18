-- What begins with something is found by bytes: under row-level security only bounds may use an index, and only one of the same collation.
DROP INDEX "authorizations_token";--> statement-breakpoint
DROP INDEX "drivers_name";--> statement-breakpoint
DROP INDEX "drivers_email";--> statement-breakpoint
DROP INDEX "transactions_token";--> statement-breakpoint
ALTER TABLE "drivers" ADD COLUMN "name_key" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers" ADD COLUMN "email_key" text GENERATED ALWAYS AS (lower(email)) STORED;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "card_id" uuid GENERATED ALWAYS AS ((details ->> 'cardId')::uuid) STORED;--> statement-breakpoint
CREATE INDEX "authorizations_refused_by" ON "authorizations" USING btree ("tenant_id","rule","id") WHERE is_refused;--> statement-breakpoint
CREATE INDEX "id_tokens_search" ON "id_tokens" USING btree ("tenant_id","token_key" collate "C","type");--> statement-breakpoint
CREATE INDEX "id_tokens_odd" ON "id_tokens" USING btree ("tenant_id","token_key" collate "C","type") WHERE status <> 'Accepted' or expires_at is not null;--> statement-breakpoint
CREATE INDEX "id_tokens_tariff" ON "id_tokens" USING btree ("tenant_id","tariff_key") WHERE tariff_key is not null;--> statement-breakpoint
CREATE INDEX "id_tokens_group_search" ON "id_tokens" USING btree ("tenant_id","group_key" collate "C");--> statement-breakpoint
CREATE INDEX "audit_entries_card" ON "audit_entries" USING btree ("tenant_id","card_id","id") WHERE card_id is not null;--> statement-breakpoint
CREATE INDEX "reservations_expires" ON "reservations" USING btree ("tenant_id","expires_at");--> statement-breakpoint
CREATE INDEX "transactions_number" ON "transactions" USING btree ("tenant_id","ocpp_id" collate "C");--> statement-breakpoint
CREATE INDEX "transactions_token_active" ON "transactions" USING btree ("tenant_id","id_token_key") WHERE is_active;--> statement-breakpoint
CREATE INDEX "authorizations_token" ON "authorizations" USING btree ("tenant_id","id_token_key" collate "C","id");--> statement-breakpoint
CREATE INDEX "drivers_name" ON "drivers" USING btree ("tenant_id","name_key" collate "C","id");--> statement-breakpoint
CREATE INDEX "drivers_email" ON "drivers" USING btree ("tenant_id","email_key" collate "C");--> statement-breakpoint
CREATE INDEX "transactions_token" ON "transactions" USING btree ("tenant_id","id_token_key" collate "C","started_at");