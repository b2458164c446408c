CREATE INDEX newsletters_at_work ON newsletters (merchant_id, state, scheduled_at)
    WHERE state IN ('scheduled', 'sending');
CREATE INDEX jobs_at_work ON jobs (merchant_id, state, run_at) WHERE state IN ('queued', 'running')
