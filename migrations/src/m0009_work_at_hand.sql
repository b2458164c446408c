CREATE INDEX newsletters_at_work ON newsletters (merchant_id, state, scheduled_at)
    WHERE state IN ('scheduled', 'sending');
CREATE INDEX jobs_at_work ON jobs (merchant_id, state, run_at) WHERE state IN ('queued', 'running');
ALTER TABLE newsletters ADD COLUMN quota_used {integer} NOT NULL DEFAULT 0;
ALTER TABLE newsletters ADD COLUMN quota_returned {integer} NOT NULL DEFAULT 0
