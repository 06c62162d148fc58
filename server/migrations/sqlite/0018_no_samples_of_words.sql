-- Samples of columns would hold words in clear; ours counts without any (`planning.ts`), but somebody
-- may have counted by hand.
DROP TABLE IF EXISTS sqlite_stat4;
