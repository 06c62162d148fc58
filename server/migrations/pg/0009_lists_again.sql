CREATE TABLE "sheet_cursors" (
	"district" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sheets" ADD COLUMN "filings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "sheets_by_filings" ON "sheets" USING btree ("district","filings","number");