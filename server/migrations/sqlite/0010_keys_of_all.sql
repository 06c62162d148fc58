CREATE TABLE `signed_heads` (
	`district` text NOT NULL,
	`day` text NOT NULL,
	`line` text NOT NULL,
	`mailing` integer DEFAULT 0 NOT NULL,
	`mailed` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `day`)
);
--> statement-breakpoint
CREATE TABLE `installation_keys` (
	`district` text NOT NULL,
	`name` text NOT NULL,
	`mark` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`district`, `name`)
);
