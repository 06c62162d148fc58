CREATE TABLE `phrases` (
	`district` text NOT NULL,
	`account_id` text NOT NULL,
	`list` text NOT NULL,
	`revision` integer NOT NULL,
	PRIMARY KEY(`district`, `account_id`)
);
--> statement-breakpoint
ALTER TABLE `photos` ADD `message_id` text;--> statement-breakpoint
ALTER TABLE `photos` ADD `file_id` text;