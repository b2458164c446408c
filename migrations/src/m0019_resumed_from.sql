ALTER TABLE newsletters ADD COLUMN resumed_from TEXT
