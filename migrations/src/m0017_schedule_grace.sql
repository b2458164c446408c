ALTER TABLE merchants ADD COLUMN schedule_grace_hours {integer} NOT NULL DEFAULT 24
    CHECK (schedule_grace_hours BETWEEN 1 AND 168)
