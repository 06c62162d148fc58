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
