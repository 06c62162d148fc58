DROP INDEX `deadlines_open_by_due`;--> statement-breakpoint
CREATE INDEX `deadlines_open_by_due` ON `deadlines` (`district`,`due_at`,`owner_kind`,`clock`) WHERE stopped_at is null;--> statement-breakpoint
ALTER TABLE `issues` ADD `held_for` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `words_key` text;--> statement-breakpoint
CREATE INDEX `issues_held_to` ON `issues` (`district`,`representative_id`,`filed_at`) WHERE state = 'held';--> statement-breakpoint
CREATE INDEX `issues_held_words` ON `issues` (`district`,`words_key`,`filed_at`) WHERE state = 'held';--> statement-breakpoint
CREATE INDEX `issues_held_for` ON `issues` (`district`,`held_for`,`filed_at`) WHERE state = 'held';