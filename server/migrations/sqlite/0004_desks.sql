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
CREATE INDEX `contact_exports_by_time` ON `contact_exports` (`district`,`asked_at`);--> statement-breakpoint
CREATE TABLE `phrases` (
	`district` text NOT NULL,
	`account_id` text NOT NULL,
	`list` text NOT NULL,
	`revision` integer NOT NULL,
	PRIMARY KEY(`district`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`table` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`district`,`account_id`,`table`,`name`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `wechat_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_wechat` ON `accounts` (`district`,`wechat_hash`) WHERE wechat_hash is not null;--> statement-breakpoint
ALTER TABLE `districts` ADD `limits` text;--> statement-breakpoint
ALTER TABLE `districts` ADD `limits_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `origin` text DEFAULT 'voter' NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `issues` ADD `words_erased_at` integer;--> statement-breakpoint
CREATE INDEX `issues_for_table` ON `issues` (`district`,`state`,`kind`,`field`,`station_id`);--> statement-breakpoint
CREATE INDEX `issues_published_all` ON `issues` (`district`,`published_at`,`id`) WHERE published_title is not null;--> statement-breakpoint
ALTER TABLE `photos` ADD `message_id` text;--> statement-breakpoint
ALTER TABLE `photos` ADD `file_id` text;--> statement-breakpoint
ALTER TABLE `poster_batches` ADD `lapses` integer;--> statement-breakpoint
ALTER TABLE `voter_hearings` ADD `spent_at` integer;--> statement-breakpoint
CREATE INDEX `deliveries_by_notice` ON `deliveries` (`district`,`notice_id`);--> statement-breakpoint
CREATE INDEX `ledger_by_actor` ON `ledger` (`district`,`actor_id`,`sequence`) WHERE actor_id is not null;--> statement-breakpoint
CREATE INDEX `ledger_by_kind` ON `ledger` (`district`,`subject_kind`,`sequence`) WHERE subject_kind <> 'issue';--> statement-breakpoint
CREATE INDEX `notices_by_subject` ON `notices` (`district`,`subject_id`);