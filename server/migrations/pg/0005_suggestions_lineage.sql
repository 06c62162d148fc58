CREATE TABLE "lineage_links" (
	"district" text NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" text NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" text NOT NULL,
	"made_at" bigint NOT NULL,
	CONSTRAINT "lineage_links_pk" PRIMARY KEY("district","from_kind","from_id","to_kind","to_id")
);
--> statement-breakpoint
ALTER TABLE "suggestions" ADD COLUMN "imported_at" bigint;--> statement-breakpoint
CREATE INDEX "lineage_links_by_to" ON "lineage_links" USING btree ("district","to_kind","to_id");