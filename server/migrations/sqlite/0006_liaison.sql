ALTER TABLE `issues` ADD `origin` text DEFAULT 'voter' NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `reminded_at` integer;