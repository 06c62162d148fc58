CREATE TABLE `contact_exports` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`state` text NOT NULL,
	`issue_ids` text NOT NULL,
	`reason` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision` text,
	`downloaded_at` integer,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `contact_exports_by_time` ON `contact_exports` (`district`,`asked_at`);