CREATE INDEX "accounts_in_order" ON "accounts" USING btree ("district","role","created_at","id");--> statement-breakpoint
CREATE INDEX "issues_by_station" ON "issues" USING btree ("district","station_id","due_at");--> statement-breakpoint
CREATE INDEX "issues_at_station" ON "issues" USING btree ("district","handler_id","due_at") WHERE handler_kind = 'station';