ALTER TABLE newsletters ADD COLUMN pause_reason TEXT;
ALTER TABLE newsletters ADD COLUMN pause_detail TEXT;
ALTER TABLE customers ADD COLUMN email_since {instant};
ALTER TABLE customers ADD COLUMN phone_since {instant};
CREATE TABLE key_fingerprints (
    sequence {integer} NOT NULL PRIMARY KEY,
    fingerprint {bytes} NOT NULL,
    known_since {instant} NOT NULL
{end}
