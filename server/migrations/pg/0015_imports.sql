CREATE TABLE "suggestion_imports" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"account_id" text NOT NULL,
	"file_name" text NOT NULL,
	"same" integer NOT NULL,
	"problems" text NOT NULL,
	"departments" text NOT NULL,
	"undone_at" bigint,
	"undone_by" text,
	CONSTRAINT "suggestion_imports_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "suggestion_import_rows" (
	"district" text NOT NULL,
	"import_id" text NOT NULL,
	"suggestion_id" text NOT NULL,
	"revision" integer NOT NULL,
	"before" text,
	"undone_at" bigint,
	CONSTRAINT "suggestion_import_rows_pk" PRIMARY KEY("district","import_id","suggestion_id")
);
--> statement-breakpoint
ALTER TABLE "suggestions" ADD COLUMN "went_on_at" bigint;--> statement-breakpoint
CREATE INDEX "suggestion_imports_by_time" ON "suggestion_imports" USING btree ("district","at");--> statement-breakpoint
CREATE INDEX "suggestion_import_rows_by_suggestion" ON "suggestion_import_rows" USING btree ("district","suggestion_id");