ALTER TABLE `issues` ADD `words_erased_at` integer;--> statement-breakpoint
CREATE INDEX `issues_published_all` ON `issues` (`district`,`published_at`,`id`) WHERE published_title is not null;