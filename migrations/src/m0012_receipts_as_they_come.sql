ALTER TABLE purchases ADD COLUMN counts_as_recorded {boolean} NOT NULL DEFAULT FALSE;
ALTER TABLE purchases ADD COLUMN warnings {json} NOT NULL DEFAULT '[]';
CREATE INDEX waiting_refunds_listed ON waiting_refunds (merchant_id, recorded_at, refund_id);
UPDATE waiting_refunds SET receipt_business_date = NULL
    WHERE rejected_because IS NULL AND receipt_business_date = business_date
