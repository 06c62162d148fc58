ALTER TABLE "point_closings" ADD COLUMN "results" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "run" text;--> statement-breakpoint
ALTER TABLE "point_closings" ADD COLUMN "told" text;