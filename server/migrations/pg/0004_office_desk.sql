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
CREATE TABLE "saved_views" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"table" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "saved_views_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE INDEX "contact_exports_by_time" ON "contact_exports" USING btree ("district","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("district","account_id","table","name");--> statement-breakpoint
CREATE INDEX "issues_for_table" ON "issues" USING btree ("district","state","kind","field","station_id");--> statement-breakpoint
CREATE INDEX "ledger_by_actor" ON "ledger" USING btree ("district","actor_id","sequence") WHERE actor_id is not null;--> statement-breakpoint
CREATE INDEX "ledger_by_kind" ON "ledger" USING btree ("district","subject_kind","sequence") WHERE subject_kind <> 'issue';