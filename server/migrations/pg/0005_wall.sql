CREATE TABLE "wall_links" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint,
	CONSTRAINT "wall_links_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
ALTER TABLE "representatives" ADD COLUMN "mongolian" text;--> statement-breakpoint
CREATE UNIQUE INDEX "wall_links_token" ON "wall_links" USING btree ("district","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "wall_links_name" ON "wall_links" USING btree ("district","name") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "issues_by_title" ON "issues" USING btree ("district",lower(title),"id");