-- ANALYZE keeps samples of columns in clear, and an erasure does not reach them. No plan of ours needs
-- those of people's words. A column that is given its own type loses the samples that are there.
ALTER TABLE "issues"
  ALTER COLUMN "title" TYPE text,
  ALTER COLUMN "text" TYPE text,
  ALTER COLUMN "place" TYPE text,
  ALTER COLUMN "voter" TYPE text,
  ALTER COLUMN "contact_name" TYPE text,
  ALTER COLUMN "contact_phone" TYPE text,
  ALTER COLUMN "verdict_text" TYPE text,
  ALTER COLUMN "published_title" TYPE text,
  ALTER COLUMN "latitude" TYPE double precision,
  ALTER COLUMN "longitude" TYPE double precision;--> statement-breakpoint
ALTER TABLE "issues"
  ALTER COLUMN "title" SET STATISTICS 0,
  ALTER COLUMN "text" SET STATISTICS 0,
  ALTER COLUMN "place" SET STATISTICS 0,
  ALTER COLUMN "voter" SET STATISTICS 0,
  ALTER COLUMN "contact_name" SET STATISTICS 0,
  ALTER COLUMN "contact_phone" SET STATISTICS 0,
  ALTER COLUMN "verdict_text" SET STATISTICS 0,
  ALTER COLUMN "published_title" SET STATISTICS 0,
  ALTER COLUMN "latitude" SET STATISTICS 0,
  ALTER COLUMN "longitude" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "issue_messages"
  ALTER COLUMN "text" TYPE text,
  ALTER COLUMN "author_name" TYPE text;--> statement-breakpoint
ALTER TABLE "issue_messages"
  ALTER COLUMN "text" SET STATISTICS 0,
  ALTER COLUMN "author_name" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "issue_verdicts"
  ALTER COLUMN "text" TYPE text;--> statement-breakpoint
ALTER TABLE "issue_verdicts"
  ALTER COLUMN "text" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "holds"
  ALTER COLUMN "note" TYPE text,
  ALTER COLUMN "original_words" TYPE text;--> statement-breakpoint
ALTER TABLE "holds"
  ALTER COLUMN "note" SET STATISTICS 0,
  ALTER COLUMN "original_words" SET STATISTICS 0;--> statement-breakpoint
ALTER INDEX "issues_by_title" ALTER COLUMN 2 SET STATISTICS 0;
