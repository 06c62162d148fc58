CREATE TABLE `account_changes` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `account_changes_by_account` ON `account_changes` (`district`,`account_id`,`at`);--> statement-breakpoint
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
ALTER TABLE `accounts` ADD `factor_secret` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_since` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_step` integer;--> statement-breakpoint
ALTER TABLE `districts` ADD `second_factor_from` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proved_at` integer;