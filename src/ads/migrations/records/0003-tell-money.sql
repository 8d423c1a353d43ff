-- A server that found a day's budget or a purse empty asks no more until something is free again, and is told of that at
-- the commit: by the plan's id or the account's. Looked at when all of a transaction is done, because a charge gives back
-- what was held before it takes what was spent.
CREATE FUNCTION meadow_tell_ad_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'ad_accounts' THEN
    PERFORM pg_notify('meadow_ad_money', a.id::text) FROM ad_accounts a WHERE a.id = NEW.id AND a.balance > a.held;
  ELSE
    PERFORM pg_notify('meadow_ad_money', d.plan_id::text) FROM ad_budget_days d
      WHERE d.plan_id = NEW.plan_id AND d.day = NEW.day AND d.budget > d.spent + d.held;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tell_money AFTER UPDATE ON ad_accounts DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.balance <= OLD.held AND NEW.balance > NEW.held) EXECUTE FUNCTION meadow_tell_ad_money();
CREATE CONSTRAINT TRIGGER tell_money AFTER UPDATE ON ad_budget_days DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.budget <= OLD.spent + OLD.held AND NEW.budget > NEW.spent + NEW.held)
  EXECUTE FUNCTION meadow_tell_ad_money();
