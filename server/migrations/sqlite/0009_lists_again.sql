CREATE TABLE `sheet_cursors` (
	`district` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `sheets` ADD `filings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sheets_by_filings` ON `sheets` (`district`,`filings`,`number`);