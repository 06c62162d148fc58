ALTER TABLE `accounts` ADD `wechat_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_wechat` ON `accounts` (`district`,`wechat_hash`) WHERE wechat_hash is not null;