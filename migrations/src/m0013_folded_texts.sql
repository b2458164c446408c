ALTER TABLE merchants ADD COLUMN texts_version {integer} NOT NULL DEFAULT 0
