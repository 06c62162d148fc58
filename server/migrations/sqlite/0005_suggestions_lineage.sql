CREATE TABLE `lineage_links` (
	`district` text NOT NULL,
	`from_kind` text NOT NULL,
	`from_id` text NOT NULL,
	`to_kind` text NOT NULL,
	`to_id` text NOT NULL,
	`made_at` integer NOT NULL,
	PRIMARY KEY(`district`, `from_kind`, `from_id`, `to_kind`, `to_id`)
);
--> statement-breakpoint
CREATE INDEX `lineage_links_by_to` ON `lineage_links` (`district`,`to_kind`,`to_id`);--> statement-breakpoint
ALTER TABLE `suggestions` ADD `imported_at` integer;