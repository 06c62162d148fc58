CREATE INDEX "deliveries_by_notice" ON "deliveries" USING btree ("district","notice_id");--> statement-breakpoint
CREATE INDEX "notices_by_subject" ON "notices" USING btree ("district","subject_id");