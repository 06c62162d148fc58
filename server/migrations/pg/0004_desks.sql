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
CREATE TABLE "departments" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "departments_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "phrases" (
	"district" text NOT NULL,
	"account_id" text NOT NULL,
	"list" text NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "phrases_pk" PRIMARY KEY("district","account_id")
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
CREATE TABLE "suggestion_clocks" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"suggestion_id" text NOT NULL,
	"clock" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"started_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"stopped_at" bigint,
	"unit" text NOT NULL,
	"count" bigint NOT NULL,
	"asked_at" bigint,
	CONSTRAINT "suggestion_clocks_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "suggestion_links" (
	"district" text NOT NULL,
	"token_hash" text NOT NULL,
	"suggestion_id" text NOT NULL,
	"department_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"replaced_at" bigint,
	CONSTRAINT "suggestion_links_pk" PRIMARY KEY("district","token_hash")
);
--> statement-breakpoint
CREATE TABLE "suggestion_parties" (
	"district" text NOT NULL,
	"suggestion_id" text NOT NULL,
	"kind" text NOT NULL,
	"party_id" text NOT NULL,
	CONSTRAINT "suggestion_parties_pk" PRIMARY KEY("district","suggestion_id","kind","party_id")
);
--> statement-breakpoint
CREATE TABLE "suggestion_settings" (
	"district" text NOT NULL,
	"periods" text NOT NULL,
	CONSTRAINT "suggestion_settings_pk" PRIMARY KEY("district")
);
--> statement-breakpoint
CREATE TABLE "suggestions" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"year" integer,
	"number" integer,
	"representative_id" text NOT NULL,
	"issue_id" text,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"class" text,
	"satisfaction" text,
	"visited" boolean NOT NULL,
	"submitted_at" bigint,
	"first_assigned_at" bigint,
	"answered_at" bigint,
	"answer_due_at" bigint,
	"published_at" bigint,
	"revision" integer NOT NULL,
	"matter" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "suggestions_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "department_id" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "wechat_hash" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "limits" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "limits_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "origin" text DEFAULT 'voter' NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "reminded_at" bigint;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "words_erased_at" bigint;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "message_id" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "file_id" text;--> statement-breakpoint
ALTER TABLE "poster_batches" ADD COLUMN "lapses" integer;--> statement-breakpoint
ALTER TABLE "voter_hearings" ADD COLUMN "spent_at" bigint;--> statement-breakpoint
CREATE INDEX "contact_exports_by_time" ON "contact_exports" USING btree ("district","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "departments_name" ON "departments" USING btree ("district","name");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("district","account_id","table","name");--> statement-breakpoint
CREATE INDEX "suggestion_clocks_by_suggestion" ON "suggestion_clocks" USING btree ("district","suggestion_id");--> statement-breakpoint
CREATE INDEX "suggestion_clocks_open" ON "suggestion_clocks" USING btree ("district","due_at") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "suggestion_links_by_suggestion" ON "suggestion_links" USING btree ("district","suggestion_id","department_id");--> statement-breakpoint
CREATE INDEX "suggestion_parties_by_party" ON "suggestion_parties" USING btree ("district","party_id","suggestion_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suggestions_number" ON "suggestions" USING btree ("district","year","number");--> statement-breakpoint
CREATE INDEX "suggestions_by_state" ON "suggestions" USING btree ("district","state");--> statement-breakpoint
CREATE INDEX "suggestions_by_issue" ON "suggestions" USING btree ("district","issue_id") WHERE issue_id is not null;--> statement-breakpoint
CREATE INDEX "suggestions_published" ON "suggestions" USING btree ("district","published_at") WHERE published_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_wechat" ON "accounts" USING btree ("district","wechat_hash") WHERE wechat_hash is not null;--> statement-breakpoint
CREATE INDEX "accounts_by_department" ON "accounts" USING btree ("district","department_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_notice" ON "deliveries" USING btree ("district","notice_id");--> statement-breakpoint
CREATE INDEX "issues_for_table" ON "issues" USING btree ("district","state","kind","field","station_id");--> statement-breakpoint
CREATE INDEX "issues_published_all" ON "issues" USING btree ("district","published_at","id") WHERE published_title is not null;--> statement-breakpoint
CREATE INDEX "ledger_by_actor" ON "ledger" USING btree ("district","actor_id","sequence") WHERE actor_id is not null;--> statement-breakpoint
CREATE INDEX "ledger_by_kind" ON "ledger" USING btree ("district","subject_kind","sequence") WHERE subject_kind <> 'issue';--> statement-breakpoint
CREATE INDEX "notices_by_subject" ON "notices" USING btree ("district","subject_id");