CREATE TABLE "activities" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"place" text NOT NULL,
	"text" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"deadline_at" bigint,
	"capacity" integer,
	"mandatory" boolean NOT NULL,
	"station_id" text,
	"state" text NOT NULL,
	"reason" text,
	"minutes" text,
	"photos" text NOT NULL,
	"door_code" text NOT NULL,
	"coming" integer NOT NULL,
	"revision" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"closed_at" bigint,
	CONSTRAINT "activities_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "activity_corrections" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"activity_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"was" text NOT NULL,
	"attendance" text NOT NULL,
	"reason" text NOT NULL,
	"account_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "activity_corrections_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "activity_invitees" (
	"district" text NOT NULL,
	"activity_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"answer" text NOT NULL,
	"reason" text,
	"answered_at" bigint,
	"attendance" text NOT NULL,
	"scanned_at" bigint,
	CONSTRAINT "activity_invitees_pk" PRIMARY KEY("district","activity_id","representative_id")
);
--> statement-breakpoint
CREATE TABLE "record_copies" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"representative_id" text NOT NULL,
	"reason" text NOT NULL,
	"fingerprint" text NOT NULL,
	"signature" text NOT NULL,
	"size" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"at" bigint NOT NULL,
	"account_id" text,
	CONSTRAINT "record_copies_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "record_remarks" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"representative_id" text NOT NULL,
	"entry" text NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	"withdrawn_at" bigint,
	CONSTRAINT "record_remarks_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "rewards" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"representative_id" text NOT NULL,
	"title" text NOT NULL,
	"giver" text NOT NULL,
	"on" bigint NOT NULL,
	"reason" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"reversed_at" bigint,
	"reversal" text,
	CONSTRAINT "rewards_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "activities_door_code" ON "activities" USING btree ("district","door_code");--> statement-breakpoint
CREATE INDEX "activities_by_start" ON "activities" USING btree ("district","starts_at");--> statement-breakpoint
CREATE INDEX "activity_corrections_by_activity" ON "activity_corrections" USING btree ("district","activity_id");--> statement-breakpoint
CREATE INDEX "activities_of_representative" ON "activity_invitees" USING btree ("district","representative_id");--> statement-breakpoint
CREATE INDEX "record_copies_of_representative" ON "record_copies" USING btree ("district","representative_id");--> statement-breakpoint
CREATE INDEX "record_remarks_of_representative" ON "record_remarks" USING btree ("district","representative_id");--> statement-breakpoint
CREATE INDEX "rewards_of_representative" ON "rewards" USING btree ("district","representative_id");