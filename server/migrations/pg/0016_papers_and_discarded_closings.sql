CREATE TABLE "papers" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"representative_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"on" bigint NOT NULL,
	"partner" text,
	"outcome" text NOT NULL,
	"reference" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"withdrawn_at" bigint,
	"withdrawal" text,
	CONSTRAINT "papers_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
DROP INDEX "point_closings_once";--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "discarded_at" bigint;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "discarded_by" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "discard_reason" text;--> statement-breakpoint
CREATE INDEX "papers_of_representative" ON "papers" USING btree ("district","representative_id");--> statement-breakpoint
CREATE UNIQUE INDEX "point_closings_once" ON "point_closings" USING btree ("district","period") WHERE discarded_at is null;