ALTER TABLE "districts" ADD COLUMN "limits" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "limits_version" integer DEFAULT 1 NOT NULL;