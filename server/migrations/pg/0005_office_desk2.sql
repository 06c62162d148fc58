CREATE TABLE "contact_exports" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"issue_ids" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint,
	"decision" text,
	"downloaded_at" bigint,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "contact_exports_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE INDEX "contact_exports_by_time" ON "contact_exports" USING btree ("district","asked_at");