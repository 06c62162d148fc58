CREATE TABLE "phone_verifications" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"phone_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"slot" integer NOT NULL,
	"attempts" integer NOT NULL,
	"unsent" boolean NOT NULL,
	"verified_at" bigint,
	"used_at" bigint,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "phone_verifications_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "poster_batch_plans" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"select" text NOT NULL,
	"template" text NOT NULL,
	"plan" text NOT NULL,
	CONSTRAINT "poster_batch_plans_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "poster_batches" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"order" text NOT NULL,
	"template_name" text NOT NULL,
	"total" integer NOT NULL,
	"numbered" integer NOT NULL,
	"done" integer NOT NULL,
	"skipped" text NOT NULL,
	"warnings" text NOT NULL,
	"files" text NOT NULL,
	"failure" text,
	"digest" text NOT NULL,
	"order_key" text NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"finished_at" bigint,
	"worker" text,
	"lease_until" bigint,
	CONSTRAINT "poster_batches_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_alarms" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"text" text NOT NULL,
	"place" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"photo" boolean NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" bigint NOT NULL,
	"outcome" text,
	"resolved_at" bigint,
	"resolved_by" text,
	CONSTRAINT "sheet_alarms_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_days" (
	"district" text NOT NULL,
	"sheet_id" text NOT NULL,
	"day" text NOT NULL,
	"scans" integer NOT NULL,
	CONSTRAINT "sheet_days_pk" PRIMARY KEY("district","sheet_id","day")
);
--> statement-breakpoint
CREATE TABLE "sheet_placements" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"sheet_id" text NOT NULL,
	"place" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"photo" boolean NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "sheet_placements_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_reports" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"sheet_id" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"at" bigint NOT NULL,
	"outcome" text,
	"resolved_at" bigint,
	"resolved_by" text,
	CONSTRAINT "sheet_reports_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_selections" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"select" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "sheet_selections_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_templates" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"template" text NOT NULL,
	"is_default" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "sheet_templates_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheets" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"code" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"station_id" text,
	"area" text,
	"format" text NOT NULL,
	"medium" text NOT NULL,
	"batch_id" text NOT NULL,
	"position" integer NOT NULL,
	"replaces" text,
	"printed_at" bigint NOT NULL,
	"place" text,
	"latitude" double precision,
	"longitude" double precision,
	"hung_at" bigint,
	"placement_id" text,
	"scans" integer DEFAULT 0 NOT NULL,
	"last_scan_at" bigint,
	"quiet_since" bigint,
	"retired_at" bigint,
	"retired_reason" text,
	"replaced_by" text,
	CONSTRAINT "sheets_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"term" text NOT NULL,
	"starts_on" text NOT NULL,
	"roster_id" text NOT NULL,
	"continuing" integer NOT NULL,
	"joining" integer NOT NULL,
	"returning" integer NOT NULL,
	"leaving" integer NOT NULL,
	"open_issues" integer NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "terms_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
ALTER TABLE "codes" ADD COLUMN "sheet_id" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "silent_after_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "phone_check" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "phone_verifications_by_phone" ON "phone_verifications" USING btree ("district","phone_hash","slot");--> statement-breakpoint
CREATE INDEX "phone_verifications_by_time" ON "phone_verifications" USING btree ("district","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "poster_batches_key" ON "poster_batches" USING btree ("district","order_key");--> statement-breakpoint
CREATE INDEX "poster_batches_by_time" ON "poster_batches" USING btree ("district","created_at");--> statement-breakpoint
CREATE INDEX "poster_batches_open" ON "poster_batches" USING btree ("district","created_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "sheet_alarms_by_time" ON "sheet_alarms" USING btree ("district","at");--> statement-breakpoint
CREATE INDEX "sheet_alarms_open" ON "sheet_alarms" USING btree ("district","at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "sheet_days_by_day" ON "sheet_days" USING btree ("district","day");--> statement-breakpoint
CREATE INDEX "sheet_placements_by_sheet" ON "sheet_placements" USING btree ("district","sheet_id","at");--> statement-breakpoint
CREATE INDEX "sheet_reports_by_sheet" ON "sheet_reports" USING btree ("district","sheet_id","at");--> statement-breakpoint
CREATE INDEX "sheet_reports_open" ON "sheet_reports" USING btree ("district","at") WHERE resolved_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_selections_name" ON "sheet_selections" USING btree ("district","name");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_templates_name" ON "sheet_templates" USING btree ("district","name");--> statement-breakpoint
CREATE UNIQUE INDEX "sheets_number" ON "sheets" USING btree ("district","number");--> statement-breakpoint
CREATE UNIQUE INDEX "sheets_code" ON "sheets" USING btree ("district","code");--> statement-breakpoint
CREATE UNIQUE INDEX "sheets_by_batch" ON "sheets" USING btree ("district","batch_id","position");--> statement-breakpoint
CREATE INDEX "sheets_by_subject" ON "sheets" USING btree ("district","subject_id","number");--> statement-breakpoint
CREATE INDEX "sheets_by_station" ON "sheets" USING btree ("district","station_id","number");--> statement-breakpoint
CREATE INDEX "sheets_by_area" ON "sheets" USING btree ("district","area","number");--> statement-breakpoint
CREATE INDEX "sheets_by_format" ON "sheets" USING btree ("district","format","number");--> statement-breakpoint
CREATE INDEX "sheets_by_place" ON "sheets" USING btree ("district","place") WHERE place is not null;--> statement-breakpoint
CREATE INDEX "sheets_by_scans" ON "sheets" USING btree ("district","scans","number");--> statement-breakpoint
CREATE INDEX "sheets_by_last_scan" ON "sheets" USING btree ("district","last_scan_at","number");--> statement-breakpoint
CREATE INDEX "sheets_unhung" ON "sheets" USING btree ("district","number") WHERE hung_at is null and retired_at is null;--> statement-breakpoint
CREATE INDEX "sheets_retired" ON "sheets" USING btree ("district","number") WHERE retired_at is not null;--> statement-breakpoint
CREATE INDEX "sheets_quiet" ON "sheets" USING btree ("district","quiet_since") WHERE hung_at is not null and retired_at is null;--> statement-breakpoint
CREATE INDEX "terms_by_time" ON "terms" USING btree ("district","at");--> statement-breakpoint
CREATE INDEX "codes_own" ON "codes" USING btree ("district","created_at") WHERE sheet_id is null;--> statement-breakpoint
CREATE INDEX "issues_by_code" ON "issues" USING btree ("district","code","filed_at");