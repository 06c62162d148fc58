CREATE TABLE `papers` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`representative_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`on` integer NOT NULL,
	`partner` text,
	`outcome` text NOT NULL,
	`reference` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawal` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `papers_of_representative` ON `papers` (`district`,`representative_id`);--> statement-breakpoint
DROP INDEX `point_closings_once`;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `discarded_at` integer;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `discarded_by` text;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `discard_reason` text;--> statement-breakpoint
CREATE UNIQUE INDEX `point_closings_once` ON `point_closings` (`district`,`period`) WHERE discarded_at is null;