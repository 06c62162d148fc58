CREATE TABLE "department_aliases" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"department_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"import_id" text,
	CONSTRAINT "department_aliases_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
DROP INDEX "departments_name";--> statement-breakpoint
ALTER TABLE "departments" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "departments" ADD COLUMN "merged_at" bigint;--> statement-breakpoint
ALTER TABLE "departments" ADD COLUMN "merge_reason" text;--> statement-breakpoint
CREATE UNIQUE INDEX "department_aliases_name" ON "department_aliases" USING btree ("district","name");--> statement-breakpoint
CREATE UNIQUE INDEX "departments_name" ON "departments" USING btree ("district","name") WHERE merged_into is null;