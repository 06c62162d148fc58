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
CREATE TABLE `activities` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`place` text NOT NULL,
	`text` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`deadline_at` integer,
	`capacity` integer,
	`mandatory` integer NOT NULL,
	`station_id` text,
	`state` text NOT NULL,
	`reason` text,
	`minutes` text,
	`photos` text NOT NULL,
	`door_code` text NOT NULL,
	`coming` integer NOT NULL,
	`revision` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `activities_door_code` ON `activities` (`district`,`door_code`);--> statement-breakpoint
CREATE INDEX `activities_by_start` ON `activities` (`district`,`starts_at`);--> statement-breakpoint
CREATE TABLE `activity_corrections` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`activity_id` text NOT NULL,
	`representative_id` text NOT NULL,
	`was` text NOT NULL,
	`attendance` text NOT NULL,
	`reason` text NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `activity_corrections_by_activity` ON `activity_corrections` (`district`,`activity_id`);--> statement-breakpoint
CREATE TABLE `activity_invitees` (
	`district` text NOT NULL,
	`activity_id` text NOT NULL,
	`representative_id` text NOT NULL,
	`answer` text NOT NULL,
	`reason` text,
	`answered_at` integer,
	`attendance` text NOT NULL,
	`scanned_at` integer,
	PRIMARY KEY(`district`, `activity_id`, `representative_id`)
);
--> statement-breakpoint
CREATE INDEX `activities_of_representative` ON `activity_invitees` (`district`,`representative_id`);--> statement-breakpoint
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
CREATE TABLE `point_acts` (
	`district` text NOT NULL,
	`representative_id` text NOT NULL,
	`fact` text NOT NULL,
	`matter_id` text NOT NULL,
	`turn` integer NOT NULL,
	`act` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `representative_id`, `fact`, `matter_id`, `turn`)
);
--> statement-breakpoint
CREATE TABLE `point_appeals` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`representative_id` text NOT NULL,
	`about` text NOT NULL,
	`closing_id` text,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`upheld` integer,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `point_appeals_by_person` ON `point_appeals` (`district`,`representative_id`,`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `point_appeals_open` ON `point_appeals` (`district`,`representative_id`,`about`) WHERE decided_at is null;--> statement-breakpoint
CREATE TABLE `point_appraisals` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`closing_id` text NOT NULL,
	`representative_id` text NOT NULL,
	`points` real NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `point_appraisals_by_closing` ON `point_appraisals` (`district`,`closing_id`,`representative_id`);--> statement-breakpoint
CREATE TABLE `point_closings` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`period` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`signer` text,
	`reason` text,
	`signed_by` text,
	`signed_at` integer,
	`notice_until` integer,
	`closed_at` integer,
	`fingerprint` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `point_closings_once` ON `point_closings` (`district`,`period`);--> statement-breakpoint
CREATE TABLE `point_cursors` (
	`district` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`catalogue` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `point_entries` (
	`district` text NOT NULL,
	`representative_id` text NOT NULL,
	`fact` text NOT NULL,
	`matter_kind` text NOT NULL,
	`matter_id` text NOT NULL,
	`at` integer NOT NULL,
	`sequence` integer NOT NULL,
	PRIMARY KEY(`district`, `representative_id`, `fact`, `matter_id`)
);
--> statement-breakpoint
CREATE INDEX `point_entries_by_fact` ON `point_entries` (`district`,`fact`,`at`);--> statement-breakpoint
CREATE TABLE `point_results` (
	`district` text NOT NULL,
	`closing_id` text NOT NULL,
	`representative_id` text NOT NULL,
	`total` real NOT NULL,
	`account` text NOT NULL,
	PRIMARY KEY(`district`, `closing_id`, `representative_id`)
);
--> statement-breakpoint
CREATE TABLE `point_rule_sets` (
	`district` text NOT NULL,
	`version` integer NOT NULL,
	`from_day` text NOT NULL,
	`rules` text NOT NULL,
	`reason` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`district`, `version`)
);
--> statement-breakpoint
CREATE TABLE `record_copies` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`representative_id` text NOT NULL,
	`reason` text NOT NULL,
	`fingerprint` text NOT NULL,
	`signature` text NOT NULL,
	`size` integer NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	`account_id` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `record_copies_of_representative` ON `record_copies` (`district`,`representative_id`);--> statement-breakpoint
CREATE TABLE `record_remarks` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`representative_id` text NOT NULL,
	`entry` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `record_remarks_of_representative` ON `record_remarks` (`district`,`representative_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`district` text NOT NULL,
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`district`, `account_id`, `code_hash`)
);
--> statement-breakpoint
CREATE TABLE `rewards` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`representative_id` text NOT NULL,
	`title` text NOT NULL,
	`giver` text NOT NULL,
	`on` integer NOT NULL,
	`reason` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`reversed_at` integer,
	`reversal` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `rewards_of_representative` ON `rewards` (`district`,`representative_id`);--> statement-breakpoint
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
CREATE TABLE `suggestion_files` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`suggestion_id` text,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `suggestion_files_by_suggestion` ON `suggestion_files` (`district`,`suggestion_id`);--> statement-breakpoint
CREATE INDEX `suggestion_files_unnamed` ON `suggestion_files` (`district`,`created_at`) WHERE suggestion_id is null;--> statement-breakpoint
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
ALTER TABLE `accounts` ADD `duties` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_secret` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_since` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `factor_step` integer;--> statement-breakpoint
ALTER TABLE `districts` ADD `second_factor_from` integer;--> statement-breakpoint
ALTER TABLE `representatives` ADD `mongolian` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proved_at` integer;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `key_at` integer;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `delivered` text;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `promised_for` integer;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `draft_key` text;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `imported_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_draft_key` ON `suggestions` (`district`,`draft_key`) WHERE draft_key is not null;--> statement-breakpoint
CREATE INDEX `issues_by_title` ON `issues` (`district`,lower(title),`id`);