CREATE TABLE "saved_views" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"table" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "saved_views_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("district","account_id","table","name");