CREATE TABLE `station_duties` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`station_id` text NOT NULL,
	`representative_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`revision` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `station_duties_once` ON `station_duties` (`district`,`station_id`,`starts_at`,`representative_id`);--> statement-breakpoint
CREATE INDEX `station_duties_by_end` ON `station_duties` (`district`,`ends_at`);--> statement-breakpoint
CREATE TABLE `wall_links` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wall_links_token` ON `wall_links` (`district`,`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `wall_links_name` ON `wall_links` (`district`,`name`) WHERE revoked_at is null;--> statement-breakpoint
ALTER TABLE `representatives` ADD `mongolian` text;--> statement-breakpoint
CREATE INDEX `issues_by_title` ON `issues` (`district`,lower(title),`id`);