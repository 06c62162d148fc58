ALTER TABLE "issues" ADD COLUMN "origin" text DEFAULT 'voter' NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "reminded_at" bigint;