CREATE TABLE "record_basics" (
	"district" text NOT NULL,
	"term_id" text NOT NULL,
	"representative_id" text NOT NULL,
	"at" bigint NOT NULL,
	"basics" text NOT NULL,
	CONSTRAINT "record_basics_pk" PRIMARY KEY("district","representative_id","term_id")
);
