ALTER TABLE `districts` ADD `limits` text;--> statement-breakpoint
ALTER TABLE `districts` ADD `limits_version` integer DEFAULT 1 NOT NULL;