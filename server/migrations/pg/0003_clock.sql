CREATE TABLE "calendars" (
	"district" text NOT NULL,
	"version" integer NOT NULL,
	"years" text NOT NULL,
	"hours" text NOT NULL,
	"warn_weeks" integer NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" bigint NOT NULL,
	"changes" text NOT NULL,
	"moved" text NOT NULL,
	"kept" integer NOT NULL,
	CONSTRAINT "calendars_pk" PRIMARY KEY("district","version")
);
--> statement-breakpoint
CREATE TABLE "clock_freezes" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"direction" text NOT NULL,
	"off_by" bigint NOT NULL,
	"reference_at" bigint NOT NULL,
	"reference_steady" bigint NOT NULL,
	"reference_boot" text NOT NULL,
	"reference_exact" boolean NOT NULL,
	"lifted_at" bigint,
	"lifted_by" text,
	"reason" text,
	CONSTRAINT "clock_freezes_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"notice_id" text NOT NULL,
	"occasion" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"due_at" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"message" text,
	"lease" text,
	"lease_until" bigint,
	"trouble" text,
	"peer_code" text,
	"settled_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "deliveries_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "delivery_addresses" (
	"district" text NOT NULL,
	"account_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text,
	"wanted" text,
	"token_hash" text,
	"token_until" bigint,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "delivery_addresses_pk" PRIMARY KEY("district","account_id","channel")
);
--> statement-breakpoint
CREATE TABLE "delivery_endpoints" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"station_id" text,
	"url" text NOT NULL,
	"url_shown" text NOT NULL,
	"secret" text,
	"former_secret" text,
	"former_until" bigint,
	"paused_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "delivery_endpoints_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "delivery_preferences" (
	"district" text NOT NULL,
	"account_id" text NOT NULL,
	"rhythm" text NOT NULL,
	"daily_at" integer NOT NULL,
	"quiet_from" integer NOT NULL,
	"quiet_until" integer NOT NULL,
	"overdue_rings" boolean NOT NULL,
	"muted" text NOT NULL,
	CONSTRAINT "delivery_preferences_pk" PRIMARY KEY("district","account_id")
);
--> statement-breakpoint
CREATE TABLE "issue_verdicts" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"issue_id" text NOT NULL,
	"answer" text NOT NULL,
	"solved" text NOT NULL,
	"only_acknowledged" boolean NOT NULL,
	"text" text,
	"at" bigint NOT NULL,
	CONSTRAINT "issue_verdicts_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "ladder_watches" (
	"district" text PRIMARY KEY NOT NULL,
	"seen_at" bigint NOT NULL,
	"seen_steady" bigint NOT NULL,
	"seen_boot" text NOT NULL,
	"freeze_id" text,
	"lifts" integer NOT NULL,
	"fitted_since" bigint
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"representative_id" text NOT NULL,
	"stand_in_kind" text NOT NULL,
	"stand_in_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "leaves_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "notice_cursors" (
	"district" text NOT NULL,
	"reader" text NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "notice_cursors_pk" PRIMARY KEY("district","reader")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"recipient_kind" text NOT NULL,
	"recipient_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" text NOT NULL,
	"at" bigint NOT NULL,
	"read_at" bigint,
	"fanned_out_at" bigint,
	CONSTRAINT "notices_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "voter_hearings" (
	"district" text NOT NULL,
	"issue_id" text NOT NULL,
	"channel" text NOT NULL,
	"openid_hash" text,
	"openid" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "voter_hearings_pk" PRIMARY KEY("district","issue_id")
);
--> statement-breakpoint
CREATE TABLE "wechat_states" (
	"district" text NOT NULL,
	"state_hash" text NOT NULL,
	"browser_hash" text NOT NULL,
	"next" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	CONSTRAINT "wechat_states_pk" PRIMARY KEY("district","state_hash")
);
--> statement-breakpoint
CREATE TABLE "wechat_tokens" (
	"district" text NOT NULL,
	"name" text NOT NULL,
	"value" text,
	"expires_at" bigint NOT NULL,
	"lease" text,
	"lease_until" bigint NOT NULL,
	CONSTRAINT "wechat_tokens_pk" PRIMARY KEY("district","name")
);
--> statement-breakpoint
CREATE TABLE "wechat_visitors" (
	"district" text NOT NULL,
	"token_hash" text NOT NULL,
	"openid_hash" text NOT NULL,
	"openid" text NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "wechat_visitors_pk" PRIMARY KEY("district","token_hash")
);
--> statement-breakpoint
DROP INDEX "deadlines_open_by_owner";--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "calendar" integer;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "working_days" integer;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "extended_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "pauses" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "paused_at" bigint;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "resume_by" bigint;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "reminded_hours" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "remind_at" bigint;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "ladder" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "ladder_since" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "ended_at" bigint;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "chased_at" bigint;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "redos" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "acknowledgement" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "office_task" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "group_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("district","occasion","channel","address");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("district","channel","due_at","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_sent" ON "deliveries" USING btree ("district","channel","settled_at") WHERE state = 'sent';--> statement-breakpoint
CREATE INDEX "deliveries_dead" ON "deliveries" USING btree ("district","settled_at") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "deliveries_by_address" ON "deliveries" USING btree ("district","channel","address","settled_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_age" ON "deliveries" USING btree ("district","created_at");--> statement-breakpoint
CREATE INDEX "issue_verdicts_by_issue" ON "issue_verdicts" USING btree ("district","issue_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "leaves_once" ON "leaves" USING btree ("district","representative_id","starts_at","ends_at");--> statement-breakpoint
CREATE INDEX "leaves_by_end" ON "leaves" USING btree ("district","ends_at");--> statement-breakpoint
CREATE INDEX "notices_by_recipient" ON "notices" USING btree ("district","recipient_kind","recipient_id","at");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("district","recipient_kind","recipient_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("district","id") WHERE fanned_out_at is null;--> statement-breakpoint
CREATE INDEX "voter_hearings_by_openid" ON "voter_hearings" USING btree ("district","openid_hash") WHERE openid_hash is not null;--> statement-breakpoint
CREATE INDEX "wechat_visitors_by_end" ON "wechat_visitors" USING btree ("district","expires_at");--> statement-breakpoint
CREATE INDEX "deadlines_to_remind" ON "deadlines" USING btree ("district","remind_at") WHERE stopped_at is null and remind_at is not null;--> statement-breakpoint
CREATE INDEX "deadlines_paused" ON "deadlines" USING btree ("district","resume_by") WHERE paused_at is not null and stopped_at is null;--> statement-breakpoint
CREATE INDEX "issues_for_office" ON "issues" USING btree ("district","id") WHERE office_task is not null or acknowledgement = 'pending';--> statement-breakpoint
CREATE INDEX "issues_by_group" ON "issues" USING btree ("district","group_id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "deadlines_open_by_owner" ON "deadlines" USING btree ("district","owner_id","due_at","id","subject_id","clock") WHERE stopped_at is null;--> statement-breakpoint
-- What was answered before there were two clocks ended with its answer.
UPDATE "issues" SET "ended_at" = "responded_at" WHERE "state" IN ('answered', 'declined') AND "responded_at" IS NOT NULL;
