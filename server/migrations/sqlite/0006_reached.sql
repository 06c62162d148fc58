CREATE INDEX `deliveries_by_notice` ON `deliveries` (`district`,`notice_id`);--> statement-breakpoint
CREATE INDEX `notices_by_subject` ON `notices` (`district`,`subject_id`);