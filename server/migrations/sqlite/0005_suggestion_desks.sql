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
ALTER TABLE `suggestions` ADD `key_at` integer;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `delivered` text;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `promised_for` integer;--> statement-breakpoint
ALTER TABLE `suggestions` ADD `draft_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_draft_key` ON `suggestions` (`district`,`draft_key`) WHERE draft_key is not null;