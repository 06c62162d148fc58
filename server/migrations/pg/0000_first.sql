CREATE TABLE "accounts" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"login_hash" text NOT NULL,
	"login_shown" text NOT NULL,
	"login" text NOT NULL,
	"representative_id" text,
	"station_id" text,
	"password_hash" text,
	"one_time_hash" text,
	"one_time_until" bigint,
	"closed_at" bigint,
	"last_sign_in_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "accounts_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "codes" (
	"district" text NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"target_id" text NOT NULL,
	"revoked_at" bigint,
	"revoked_reason" text,
	"successor" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "codes_pk" PRIMARY KEY("district","code")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"district" text NOT NULL,
	"name" text NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "counters_pk" PRIMARY KEY("district","name")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"clock" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"started_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"stopped_at" bigint,
	"stopped_by" text,
	"rule" text NOT NULL,
	CONSTRAINT "deadlines_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "districts" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"congress" text NOT NULL,
	"fallback_phone" text NOT NULL,
	"contact_policy" text NOT NULL,
	"demo" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issue_messages" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"issue_id" text NOT NULL,
	"author" text NOT NULL,
	"author_id" text,
	"author_name" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"target" text,
	"at" bigint NOT NULL,
	CONSTRAINT "issue_messages_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "issues" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"code" text NOT NULL,
	"representative_id" text NOT NULL,
	"station_id" text,
	"handler_kind" text NOT NULL,
	"handler_id" text NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"place" text,
	"latitude" double precision,
	"longitude" double precision,
	"photos" integer NOT NULL,
	"voter" text NOT NULL,
	"contact_name" text,
	"contact_phone" text,
	"hidden" boolean NOT NULL,
	"publish" boolean NOT NULL,
	"elsewhere" text NOT NULL,
	"filed_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"responded_at" bigint,
	"responded_by" text,
	"reached_at" bigint NOT NULL,
	"opened_at" bigint,
	"unread_at" bigint,
	"bounces" integer NOT NULL,
	"verdict_answer" text,
	"verdict_solved" text,
	"only_acknowledged" boolean,
	"verdict_text" text,
	"verdict_at" bigint,
	"published_title" text,
	"published_at" bigint,
	"receipt_hash" text NOT NULL,
	"filing_key" text NOT NULL,
	"filing_digest" text NOT NULL,
	CONSTRAINT "issues_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"district" text NOT NULL,
	"sequence" bigint NOT NULL,
	"at" bigint NOT NULL,
	"type" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_pk" PRIMARY KEY("district","sequence")
);
--> statement-breakpoint
CREATE TABLE "ledger_heads" (
	"district" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"issue_id" text,
	"position" integer,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "photos_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "representatives" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"pinyin" text NOT NULL,
	"initials" text NOT NULL,
	"sex" text,
	"ethnicity" text,
	"birth" text,
	"party" text,
	"education" text,
	"position" text,
	"electoral_unit" text,
	"station_id" text,
	"phone" text,
	"phone_hash" text,
	"level" text,
	"term" text,
	"group" text,
	"town" text,
	"area" text,
	"sector" text,
	"standing_committee" boolean,
	"note" text,
	"state" text NOT NULL,
	"left_on" text,
	"photo" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "representatives_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"file_name" text NOT NULL,
	"overrides" text,
	"report" text,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"confirmed_at" bigint,
	CONSTRAINT "rosters_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"district" text NOT NULL,
	"token_hash" text NOT NULL,
	"account_id" text NOT NULL,
	"previous_hash" text,
	"created_at" bigint NOT NULL,
	"rotated_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "sessions_pk" PRIMARY KEY("district","token_hash")
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"area" text,
	"town" text,
	"address" text,
	"latitude" double precision,
	"longitude" double precision,
	"head" text,
	"head_phone" text,
	"liaison" text,
	"liaison_phone" text,
	"phone" text,
	"hours" text,
	"note" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "stations_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_login" ON "accounts" USING btree ("district","login_hash");--> statement-breakpoint
CREATE INDEX "accounts_by_representative" ON "accounts" USING btree ("district","representative_id");--> statement-breakpoint
CREATE INDEX "codes_by_target" ON "codes" USING btree ("district","target_id");--> statement-breakpoint
CREATE INDEX "deadlines_by_subject" ON "deadlines" USING btree ("district","subject_id");--> statement-breakpoint
CREATE INDEX "deadlines_open_by_owner" ON "deadlines" USING btree ("district","owner_id","due_at","id","subject_id") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "deadlines_open_by_due" ON "deadlines" USING btree ("district","due_at") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "issue_messages_by_issue" ON "issue_messages" USING btree ("district","issue_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "issues_number" ON "issues" USING btree ("district","year","number");--> statement-breakpoint
CREATE UNIQUE INDEX "issues_receipt" ON "issues" USING btree ("district","receipt_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "issues_filing_key" ON "issues" USING btree ("district","filing_key");--> statement-breakpoint
CREATE INDEX "issues_by_representative" ON "issues" USING btree ("district","representative_id","responded_at");--> statement-breakpoint
CREATE INDEX "issues_passed_on" ON "issues" USING btree ("district","handler_id","filed_at") WHERE state = 'referred';--> statement-breakpoint
CREATE INDEX "issues_by_due" ON "issues" USING btree ("district","due_at");--> statement-breakpoint
CREATE INDEX "issues_by_responder" ON "issues" USING btree ("district","responded_by","responded_at") WHERE responded_by is not null;--> statement-breakpoint
CREATE INDEX "issues_unread" ON "issues" USING btree ("district","handler_id","unread_at") WHERE unread_at is not null;--> statement-breakpoint
CREATE INDEX "issues_published" ON "issues" USING btree ("district","representative_id","published_at") WHERE published_title is not null;--> statement-breakpoint
CREATE INDEX "issues_waiting" ON "issues" USING btree ("district","representative_id","filed_at") WHERE state = 'referred';--> statement-breakpoint
CREATE INDEX "ledger_by_subject" ON "ledger" USING btree ("district","subject_id","sequence");--> statement-breakpoint
CREATE INDEX "photos_by_issue" ON "photos" USING btree ("district","issue_id");--> statement-breakpoint
CREATE INDEX "representatives_by_station" ON "representatives" USING btree ("district","station_id");--> statement-breakpoint
CREATE INDEX "representatives_by_phone" ON "representatives" USING btree ("district","phone_hash");--> statement-breakpoint
CREATE INDEX "sessions_by_account" ON "sessions" USING btree ("district","account_id");--> statement-breakpoint
CREATE INDEX "sessions_by_previous" ON "sessions" USING btree ("district","previous_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "stations_name" ON "stations" USING btree ("district","name");