CREATE TABLE "account_changes" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"detail" text,
	"reason" text NOT NULL,
	"by_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "account_changes_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"issue_id" text NOT NULL,
	"target" text NOT NULL,
	"target_id" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"by_id" text,
	"at" bigint NOT NULL,
	"state" text NOT NULL,
	"decided_by_id" text,
	"decided_at" bigint,
	"decision" text,
	"original_words" text,
	"original_photo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "holds_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"district" text NOT NULL,
	"account_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" bigint,
	CONSTRAINT "recovery_codes_pk" PRIMARY KEY("district","account_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "trusted_devices" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "trusted_devices_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "duties" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "factor_secret" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "factor_since" bigint;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "factor_step" integer;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "second_factor_from" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proved_at" bigint;--> statement-breakpoint
CREATE INDEX "account_changes_by_account" ON "account_changes" USING btree ("district","account_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "holds_waiting" ON "holds" USING btree ("district","issue_id","target","target_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "holds_by_issue" ON "holds" USING btree ("district","issue_id");--> statement-breakpoint
CREATE INDEX "holds_by_state" ON "holds" USING btree ("district","state","id");--> statement-breakpoint
CREATE INDEX "trusted_devices_by_account" ON "trusted_devices" USING btree ("district","account_id");