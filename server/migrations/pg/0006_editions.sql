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
ALTER TABLE "accounts" ADD COLUMN "more_stations" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "dictionary_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "texts_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "restored_by_id" text;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "restored_at" bigint;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "restoration" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "texts_version" integer;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "results" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "run" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "told" text;