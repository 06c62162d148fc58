CREATE TABLE "suggestion_documents" (
	"district" text NOT NULL,
	"department_id" text NOT NULL,
	"year" integer NOT NULL,
	"mark" text NOT NULL,
	"number" integer NOT NULL,
	"suggestion_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "suggestion_documents_pk" PRIMARY KEY("district","department_id","year","mark","number")
);
--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "letters_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "signing" text;--> statement-breakpoint
CREATE INDEX "suggestion_documents_last" ON "suggestion_documents" USING btree ("district","department_id","at");