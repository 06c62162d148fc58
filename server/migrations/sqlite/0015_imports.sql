CREATE TABLE `suggestion_imports` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`account_id` text NOT NULL,
	`file_name` text NOT NULL,
	`same` integer NOT NULL,
	`problems` text NOT NULL,
	`departments` text NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `suggestion_imports_by_time` ON `suggestion_imports` (`district`,`at`);--> statement-breakpoint
CREATE TABLE `suggestion_import_rows` (
	`district` text NOT NULL,
	`import_id` text NOT NULL,
	`suggestion_id` text NOT NULL,
	`revision` integer NOT NULL,
	`before` text,
	`undone_at` integer,
	PRIMARY KEY(`district`, `import_id`, `suggestion_id`)
);
--> statement-breakpoint
CREATE INDEX `suggestion_import_rows_by_suggestion` ON `suggestion_import_rows` (`district`,`suggestion_id`);--> statement-breakpoint
ALTER TABLE `suggestions` ADD `went_on_at` integer;