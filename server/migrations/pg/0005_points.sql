CREATE TABLE "point_acts" (
	"district" text NOT NULL,
	"representative_id" text NOT NULL,
	"fact" text NOT NULL,
	"matter_id" text NOT NULL,
	"turn" integer NOT NULL,
	"act" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "point_acts_pk" PRIMARY KEY("district","representative_id","fact","matter_id","turn")
);
--> statement-breakpoint
CREATE TABLE "point_appeals" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"representative_id" text NOT NULL,
	"about" text NOT NULL,
	"closing_id" text,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	"upheld" boolean,
	"decision" text,
	"decided_by" text,
	"decided_at" bigint,
	CONSTRAINT "point_appeals_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "point_appraisals" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"closing_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"points" double precision NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "point_appraisals_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "point_closings" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"period" text NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	"signer" text,
	"reason" text,
	"signed_by" text,
	"signed_at" bigint,
	"notice_until" bigint,
	"closed_at" bigint,
	"fingerprint" text,
	CONSTRAINT "point_closings_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "point_cursors" (
	"district" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"catalogue" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "point_entries" (
	"district" text NOT NULL,
	"representative_id" text NOT NULL,
	"fact" text NOT NULL,
	"matter_kind" text NOT NULL,
	"matter_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "point_entries_pk" PRIMARY KEY("district","representative_id","fact","matter_id")
);
--> statement-breakpoint
CREATE TABLE "point_results" (
	"district" text NOT NULL,
	"closing_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"total" double precision NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "point_results_pk" PRIMARY KEY("district","closing_id","representative_id")
);
--> statement-breakpoint
CREATE TABLE "point_rule_sets" (
	"district" text NOT NULL,
	"version" integer NOT NULL,
	"from_day" text NOT NULL,
	"rules" text NOT NULL,
	"reason" text NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" bigint NOT NULL,
	"withdrawn_at" bigint,
	CONSTRAINT "point_rule_sets_pk" PRIMARY KEY("district","version")
);
--> statement-breakpoint
CREATE INDEX "point_appeals_by_person" ON "point_appeals" USING btree ("district","representative_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "point_appeals_open" ON "point_appeals" USING btree ("district","representative_id","about") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "point_appraisals_by_closing" ON "point_appraisals" USING btree ("district","closing_id","representative_id");--> statement-breakpoint
CREATE UNIQUE INDEX "point_closings_once" ON "point_closings" USING btree ("district","period");--> statement-breakpoint
CREATE INDEX "point_entries_by_fact" ON "point_entries" USING btree ("district","fact","at");