ALTER TABLE "accounts" ADD COLUMN "wechat_hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_wechat" ON "accounts" USING btree ("district","wechat_hash") WHERE wechat_hash is not null;