CREATE TABLE "limit_counts" (
	"district" text NOT NULL,
	"key_hash" text NOT NULL,
	"points" integer NOT NULL,
	"ends_at" bigint NOT NULL,
	CONSTRAINT "limit_counts_pk" PRIMARY KEY("district","key_hash")
);
--> statement-breakpoint
CREATE TABLE "table_changes" (
	"district" text NOT NULL,
	"name" text NOT NULL,
	"touched" bigint NOT NULL,
	"changed" bigint NOT NULL,
	CONSTRAINT "table_changes_pk" PRIMARY KEY("district","name")
);
--> statement-breakpoint
CREATE INDEX "limit_counts_by_end" ON "limit_counts" USING btree ("district","ends_at");