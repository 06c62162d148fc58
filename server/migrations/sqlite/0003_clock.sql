CREATE TABLE `calendars` (
	`district` text NOT NULL,
	`version` integer NOT NULL,
	`years` text NOT NULL,
	`hours` text NOT NULL,
	`warn_weeks` integer NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`by_name` text NOT NULL,
	`at` integer NOT NULL,
	`changes` text NOT NULL,
	`moved` text NOT NULL,
	`kept` integer NOT NULL,
	PRIMARY KEY(`district`, `version`)
);
--> statement-breakpoint
CREATE TABLE `clock_freezes` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`direction` text NOT NULL,
	`off_by` integer NOT NULL,
	`reference_at` integer NOT NULL,
	`reference_steady` integer NOT NULL,
	`reference_boot` text NOT NULL,
	`reference_exact` integer NOT NULL,
	`lifted_at` integer,
	`lifted_by` text,
	`reason` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`notice_id` text NOT NULL,
	`occasion` text NOT NULL,
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`message` text,
	`lease` text,
	`lease_until` integer,
	`trouble` text,
	`peer_code` text,
	`settled_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_once` ON `deliveries` (`district`,`occasion`,`channel`,`address`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`district`,`channel`,`due_at`,`id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `deliveries_sent` ON `deliveries` (`district`,`channel`,`settled_at`) WHERE state = 'sent';--> statement-breakpoint
CREATE INDEX `deliveries_dead` ON `deliveries` (`district`,`settled_at`) WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX `deliveries_by_address` ON `deliveries` (`district`,`channel`,`address`,`settled_at`);--> statement-breakpoint
CREATE INDEX `deliveries_by_age` ON `deliveries` (`district`,`created_at`);--> statement-breakpoint
CREATE TABLE `delivery_addresses` (
	`district` text NOT NULL,
	`account_id` text NOT NULL,
	`channel` text NOT NULL,
	`address` text,
	`wanted` text,
	`token_hash` text,
	`token_until` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`district`, `account_id`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `delivery_endpoints` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`station_id` text,
	`url` text NOT NULL,
	`url_shown` text NOT NULL,
	`secret` text,
	`former_secret` text,
	`former_until` integer,
	`paused_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `delivery_preferences` (
	`district` text NOT NULL,
	`account_id` text NOT NULL,
	`rhythm` text NOT NULL,
	`daily_at` integer NOT NULL,
	`quiet_from` integer NOT NULL,
	`quiet_until` integer NOT NULL,
	`overdue_rings` integer NOT NULL,
	`muted` text NOT NULL,
	PRIMARY KEY(`district`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `issue_verdicts` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`issue_id` text NOT NULL,
	`answer` text NOT NULL,
	`solved` text NOT NULL,
	`only_acknowledged` integer NOT NULL,
	`text` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `issue_verdicts_by_issue` ON `issue_verdicts` (`district`,`issue_id`,`at`);--> statement-breakpoint
CREATE TABLE `ladder_watches` (
	`district` text PRIMARY KEY NOT NULL,
	`seen_at` integer NOT NULL,
	`seen_steady` integer NOT NULL,
	`seen_boot` text NOT NULL,
	`freeze_id` text,
	`lifts` integer NOT NULL,
	`fitted_since` integer
);
--> statement-breakpoint
CREATE TABLE `leaves` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`representative_id` text NOT NULL,
	`stand_in_kind` text NOT NULL,
	`stand_in_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `leaves_once` ON `leaves` (`district`,`representative_id`,`starts_at`,`ends_at`);--> statement-breakpoint
CREATE INDEX `leaves_by_end` ON `leaves` (`district`,`ends_at`);--> statement-breakpoint
CREATE TABLE `notice_cursors` (
	`district` text NOT NULL,
	`reader` text NOT NULL,
	`sequence` integer NOT NULL,
	PRIMARY KEY(`district`, `reader`)
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`recipient_kind` text NOT NULL,
	`recipient_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer,
	`fanned_out_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `notices_by_recipient` ON `notices` (`district`,`recipient_kind`,`recipient_id`,`at`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`district`,`recipient_kind`,`recipient_id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notices_waiting` ON `notices` (`district`,`id`) WHERE fanned_out_at is null;--> statement-breakpoint
CREATE TABLE `voter_hearings` (
	`district` text NOT NULL,
	`issue_id` text NOT NULL,
	`channel` text NOT NULL,
	`openid_hash` text,
	`openid` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `issue_id`)
);
--> statement-breakpoint
CREATE INDEX `voter_hearings_by_openid` ON `voter_hearings` (`district`,`openid_hash`) WHERE openid_hash is not null;--> statement-breakpoint
CREATE TABLE `wechat_states` (
	`district` text NOT NULL,
	`state_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`next` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`district`, `state_hash`)
);
--> statement-breakpoint
CREATE TABLE `wechat_tokens` (
	`district` text NOT NULL,
	`name` text NOT NULL,
	`value` text,
	`expires_at` integer NOT NULL,
	`lease` text,
	`lease_until` integer NOT NULL,
	PRIMARY KEY(`district`, `name`)
);
--> statement-breakpoint
CREATE TABLE `wechat_visitors` (
	`district` text NOT NULL,
	`token_hash` text NOT NULL,
	`openid_hash` text NOT NULL,
	`openid` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`district`, `token_hash`)
);
--> statement-breakpoint
CREATE INDEX `wechat_visitors_by_end` ON `wechat_visitors` (`district`,`expires_at`);--> statement-breakpoint
DROP INDEX `deadlines_open_by_owner`;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `calendar` integer;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `working_days` integer;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `extended_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `pauses` text;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `resume_by` integer;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `reminded_hours` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `remind_at` integer;--> statement-breakpoint
CREATE INDEX `deadlines_to_remind` ON `deadlines` (`district`,`remind_at`) WHERE stopped_at is null and remind_at is not null;--> statement-breakpoint
CREATE INDEX `deadlines_paused` ON `deadlines` (`district`,`resume_by`) WHERE paused_at is not null and stopped_at is null;--> statement-breakpoint
CREATE INDEX `deadlines_open_by_owner` ON `deadlines` (`district`,`owner_id`,`due_at`,`id`,`subject_id`,`clock`) WHERE stopped_at is null;--> statement-breakpoint
ALTER TABLE `districts` ADD `ladder` text;--> statement-breakpoint
ALTER TABLE `districts` ADD `ladder_since` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `issues` ADD `chased_at` integer;--> statement-breakpoint
ALTER TABLE `issues` ADD `redos` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `acknowledgement` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `office_task` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `group_id` text;--> statement-breakpoint
CREATE INDEX `issues_for_office` ON `issues` (`district`,`id`) WHERE office_task is not null or acknowledgement = 'pending';--> statement-breakpoint
CREATE INDEX `issues_by_group` ON `issues` (`district`,`group_id`) WHERE group_id is not null;--> statement-breakpoint
-- What was answered before there were two clocks ended with its answer.
UPDATE `issues` SET `ended_at` = `responded_at` WHERE `state` IN ('answered', 'declined') AND `responded_at` IS NOT NULL;
