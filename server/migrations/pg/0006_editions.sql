CREATE TABLE "district_editions" (
	"district" text NOT NULL,
	"subject" text NOT NULL,
	"version" integer NOT NULL,
	"content" text NOT NULL,
	"changes" text NOT NULL,
	"back_to" integer,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "district_editions_pk" PRIMARY KEY("district","subject","version")
);
--> statement-breakpoint
CREATE TABLE "limit_counts" (
	"district" text NOT NULL,
	"key_hash" text NOT NULL,
	"points" integer NOT NULL,
	"ends_at" bigint NOT NULL,
	CONSTRAINT "limit_counts_pk" PRIMARY KEY("district","key_hash")
);
--> statement-breakpoint
CREATE TABLE "table_changes" (
	"district" text NOT NULL,
	"name" text NOT NULL,
	"touched" bigint NOT NULL,
	"changed" bigint NOT NULL,
	CONSTRAINT "table_changes_pk" PRIMARY KEY("district","name")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "more_stations" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "dictionary_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "texts_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "restored_by_id" text;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "restored_at" bigint;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "restoration" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "texts_version" integer;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "results" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "run" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "told" text;--> statement-breakpoint
CREATE INDEX "limit_counts_by_end" ON "limit_counts" USING btree ("district","ends_at");