CREATE TABLE "phrases" (
	"district" text NOT NULL,
	"account_id" text NOT NULL,
	"list" text NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "phrases_pk" PRIMARY KEY("district","account_id")
);
--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "message_id" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "file_id" text;