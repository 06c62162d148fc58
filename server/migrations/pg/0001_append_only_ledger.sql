CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_refuses_change BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE PROCEDURE ledger_refuses();
--> statement-breakpoint
CREATE TRIGGER ledger_refuses_truncate BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE PROCEDURE ledger_refuses();
