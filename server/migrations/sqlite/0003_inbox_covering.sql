DROP INDEX `deadlines_open_by_owner`;--> statement-breakpoint
CREATE INDEX `deadlines_open_by_owner` ON `deadlines` (`district`,`owner_id`,`due_at`,`id`,`subject_id`) WHERE stopped_at is null;