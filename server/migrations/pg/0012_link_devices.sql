ALTER TABLE "suggestion_links" ADD COLUMN "device_hash" text;--> statement-breakpoint
ALTER TABLE "suggestion_links" ADD COLUMN "held_since" bigint;--> statement-breakpoint
ALTER TABLE "suggestion_links" ADD COLUMN "relay_hash" text;--> statement-breakpoint
ALTER TABLE "suggestion_links" ADD COLUMN "relay_until" bigint;--> statement-breakpoint
ALTER TABLE "suggestion_links" ADD COLUMN "relay_tries" integer;