CREATE TABLE `record_basics` (
	`district` text NOT NULL,
	`term_id` text NOT NULL,
	`representative_id` text NOT NULL,
	`at` integer NOT NULL,
	`basics` text NOT NULL,
	PRIMARY KEY(`district`, `representative_id`, `term_id`)
);
