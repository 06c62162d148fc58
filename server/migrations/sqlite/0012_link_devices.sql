ALTER TABLE `suggestion_links` ADD `device_hash` text;--> statement-breakpoint
ALTER TABLE `suggestion_links` ADD `held_since` integer;--> statement-breakpoint
ALTER TABLE `suggestion_links` ADD `relay_hash` text;--> statement-breakpoint
ALTER TABLE `suggestion_links` ADD `relay_until` integer;--> statement-breakpoint
ALTER TABLE `suggestion_links` ADD `relay_tries` integer;