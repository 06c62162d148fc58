CREATE TABLE `district_editions` (
	`district` text NOT NULL,
	`subject` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`changes` text NOT NULL,
	`back_to` integer,
	`by` text NOT NULL,
	`by_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `subject`, `version`)
);
--> statement-breakpoint
CREATE TABLE `limit_counts` (
	`district` text NOT NULL,
	`key_hash` text NOT NULL,
	`points` integer NOT NULL,
	`ends_at` integer NOT NULL,
	PRIMARY KEY(`district`, `key_hash`)
);
--> statement-breakpoint
CREATE INDEX `limit_counts_by_end` ON `limit_counts` (`district`,`ends_at`);--> statement-breakpoint
CREATE TABLE `table_changes` (
	`district` text NOT NULL,
	`name` text NOT NULL,
	`touched` integer NOT NULL,
	`changed` integer NOT NULL,
	PRIMARY KEY(`district`, `name`)
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `more_stations` text;--> statement-breakpoint
ALTER TABLE `districts` ADD `dictionary_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `districts` ADD `texts_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `holds` ADD `restored_by_id` text;--> statement-breakpoint
ALTER TABLE `holds` ADD `restored_at` integer;--> statement-breakpoint
ALTER TABLE `holds` ADD `restoration` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `texts_version` integer;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `results` text;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `run` text;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `told` text;