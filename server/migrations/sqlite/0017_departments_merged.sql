CREATE TABLE `department_aliases` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`department_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`import_id` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `department_aliases_name` ON `department_aliases` (`district`,`name`);--> statement-breakpoint
DROP INDEX `departments_name`;--> statement-breakpoint
ALTER TABLE `departments` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `departments` ADD `merged_at` integer;--> statement-breakpoint
ALTER TABLE `departments` ADD `merge_reason` text;--> statement-breakpoint
CREATE UNIQUE INDEX `departments_name` ON `departments` (`district`,`name`) WHERE merged_into is null;