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
CREATE TABLE `departments` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `departments_name` ON `departments` (`district`,`name`);--> statement-breakpoint
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
CREATE TABLE `suggestion_clocks` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`suggestion_id` text NOT NULL,
	`clock` text NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`stopped_at` integer,
	`unit` text NOT NULL,
	`count` integer NOT NULL,
	`asked_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `suggestion_clocks_by_suggestion` ON `suggestion_clocks` (`district`,`suggestion_id`);--> statement-breakpoint
CREATE INDEX `suggestion_clocks_open` ON `suggestion_clocks` (`district`,`due_at`) WHERE stopped_at is null;--> statement-breakpoint
CREATE TABLE `suggestion_links` (
	`district` text NOT NULL,
	`token_hash` text NOT NULL,
	`suggestion_id` text NOT NULL,
	`department_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`replaced_at` integer,
	PRIMARY KEY(`district`, `token_hash`)
);
--> statement-breakpoint
CREATE INDEX `suggestion_links_by_suggestion` ON `suggestion_links` (`district`,`suggestion_id`,`department_id`);--> statement-breakpoint
CREATE TABLE `suggestion_parties` (
	`district` text NOT NULL,
	`suggestion_id` text NOT NULL,
	`kind` text NOT NULL,
	`party_id` text NOT NULL,
	PRIMARY KEY(`district`, `suggestion_id`, `kind`, `party_id`)
);
--> statement-breakpoint
CREATE INDEX `suggestion_parties_by_party` ON `suggestion_parties` (`district`,`party_id`,`suggestion_id`);--> statement-breakpoint
CREATE TABLE `suggestion_settings` (
	`district` text PRIMARY KEY NOT NULL,
	`periods` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `suggestions` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`year` integer,
	`number` integer,
	`representative_id` text NOT NULL,
	`issue_id` text,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`class` text,
	`satisfaction` text,
	`visited` integer NOT NULL,
	`submitted_at` integer,
	`first_assigned_at` integer,
	`answered_at` integer,
	`answer_due_at` integer,
	`published_at` integer,
	`revision` integer NOT NULL,
	`matter` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_number` ON `suggestions` (`district`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `suggestions_by_state` ON `suggestions` (`district`,`state`);--> statement-breakpoint
CREATE INDEX `suggestions_by_issue` ON `suggestions` (`district`,`issue_id`) WHERE issue_id is not null;--> statement-breakpoint
CREATE INDEX `suggestions_published` ON `suggestions` (`district`,`published_at`) WHERE published_at is not null;--> statement-breakpoint
ALTER TABLE `accounts` ADD `department_id` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `wechat_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_wechat` ON `accounts` (`district`,`wechat_hash`) WHERE wechat_hash is not null;--> statement-breakpoint
CREATE INDEX `accounts_by_department` ON `accounts` (`district`,`department_id`);--> statement-breakpoint
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