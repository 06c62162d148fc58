CREATE TABLE "suggestion_files" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"suggestion_id" text,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "suggestion_files_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
ALTER TABLE "suggestions" ADD COLUMN "key_at" bigint;--> statement-breakpoint
ALTER TABLE "suggestions" ADD COLUMN "delivered" text;--> statement-breakpoint
ALTER TABLE "suggestions" ADD COLUMN "promised_for" bigint;--> statement-breakpoint
ALTER TABLE "suggestions" ADD COLUMN "draft_key" text;--> statement-breakpoint
CREATE INDEX "suggestion_files_by_suggestion" ON "suggestion_files" USING btree ("district","suggestion_id");--> statement-breakpoint
CREATE INDEX "suggestion_files_unnamed" ON "suggestion_files" USING btree ("district","created_at") WHERE suggestion_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "suggestions_draft_key" ON "suggestions" USING btree ("district","draft_key") WHERE draft_key is not null;