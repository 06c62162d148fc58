ALTER TABLE `point_closings` ADD `results` text;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `run` text;--> statement-breakpoint
ALTER TABLE `point_closings` ADD `told` text;