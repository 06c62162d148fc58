CREATE TABLE "mediations" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"case_number" text,
	"sides" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	"accepted_at" bigint,
	"due_at" bigint,
	"consented_on" text,
	"extended_to" text,
	"ended_on" text,
	"applied_on" text,
	"confirmed_on" text,
	"log" text NOT NULL,
	"outcome" text,
	"reason" text,
	"agreement" text,
	"revision" integer NOT NULL,
	CONSTRAINT "mediations_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "mediators" (
	"district" text NOT NULL,
	"mediation_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"answer" text NOT NULL,
	"reason" text,
	CONSTRAINT "mediators_pk" PRIMARY KEY("district","mediation_id","representative_id")
);
--> statement-breakpoint
CREATE INDEX "mediations_by_state" ON "mediations" USING btree ("district","state");--> statement-breakpoint
CREATE INDEX "mediators_by_representative" ON "mediators" USING btree ("district","representative_id");