ALTER TABLE newsletters ADD COLUMN tracking TEXT CHECK (tracking IN ('off', 'anonymous', 'individual'));
ALTER TABLE newsletter_hits ADD COLUMN reader {uuid};

CREATE TABLE newsletter_reader_keys (
    merchant_id {uuid} NOT NULL,
    newsletter_id {uuid} NOT NULL,
    reader_key {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, newsletter_id),
    FOREIGN KEY (merchant_id, newsletter_id) REFERENCES newsletters (merchant_id, id)
{end};

UPDATE newsletter_hits SET reader = customer_id WHERE customer_id IS NOT NULL;
UPDATE newsletters SET tracking = 'individual'
    WHERE frozen_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM newsletter_hits AS h
        WHERE h.merchant_id = newsletters.merchant_id AND h.newsletter_id = newsletters.id AND h.reader IS NOT NULL);
UPDATE newsletters SET tracking = (SELECT m.tracking FROM merchants AS m WHERE m.id = newsletters.merchant_id)
    WHERE frozen_at IS NOT NULL AND tracking IS NULL
        AND (state IN ('sending', 'paused') OR NOT EXISTS (
            SELECT 1 FROM merchants AS m WHERE m.id = newsletters.merchant_id AND m.tracking = 'anonymous'));

CREATE INDEX newsletter_hits_reader ON newsletter_hits (merchant_id, newsletter_id, reader, occurred_at)
    WHERE reader IS NOT NULL
