CREATE TABLE `account_changes` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`detail` text,
	`reason` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `account_changes_by_account` ON `account_changes` (`district`,`account_id`,`at`);--> statement-breakpoint
CREATE TABLE `holds` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`issue_id` text NOT NULL,
	`target` text NOT NULL,
	`target_id` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`by_id` text,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_at` integer,
	`decision` text,
	`original_words` text,
	`original_photo` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holds_waiting` ON `holds` (`district`,`issue_id`,`target`,`target_id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `holds_by_issue` ON `holds` (`district`,`issue_id`);--> statement-breakpoint
CREATE INDEX `holds_by_state` ON `holds` (`district`,`state`,`id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`district` text NOT NULL,
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`district`, `account_id`, `code_hash`)
);
--> statement-breakpoint
CREATE TABLE `trusted_devices` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `trusted_devices_by_account` ON `trusted_devices` (`district`,`account_id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `duties` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_secret` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_since` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_step` integer;--> statement-breakpoint
ALTER TABLE `districts` ADD `second_factor_from` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proved_at` integer;