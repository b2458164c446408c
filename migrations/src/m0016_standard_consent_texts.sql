ALTER TABLE consent_texts ADD COLUMN standard {boolean} NOT NULL DEFAULT FALSE
