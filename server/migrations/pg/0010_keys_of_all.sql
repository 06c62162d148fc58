CREATE TABLE "signed_heads" (
	"district" text NOT NULL,
	"day" text NOT NULL,
	"line" text NOT NULL,
	"mailing" bigint DEFAULT 0 NOT NULL,
	"mailed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "signed_heads_pk" PRIMARY KEY("district","day")
);
--> statement-breakpoint
CREATE TABLE "installation_keys" (
	"district" text NOT NULL,
	"name" text NOT NULL,
	"mark" text NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "installation_keys_pk" PRIMARY KEY("district","name")
);
