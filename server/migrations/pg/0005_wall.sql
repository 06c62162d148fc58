CREATE TABLE "station_duties" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"station_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "station_duties_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "wall_links" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint,
	CONSTRAINT "wall_links_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
ALTER TABLE "representatives" ADD COLUMN "mongolian" text;--> statement-breakpoint
CREATE UNIQUE INDEX "station_duties_once" ON "station_duties" USING btree ("district","station_id","starts_at","representative_id");--> statement-breakpoint
CREATE INDEX "station_duties_by_end" ON "station_duties" USING btree ("district","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "wall_links_token" ON "wall_links" USING btree ("district","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "wall_links_name" ON "wall_links" USING btree ("district","name") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "issues_by_title" ON "issues" USING btree ("district",lower(title),"id");