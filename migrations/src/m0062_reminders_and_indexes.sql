ALTER TABLE invoice_settings ADD COLUMN reminder_days TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_settings ADD COLUMN reminders_due_at {instant};
CREATE TABLE invoice_reminders (
    merchant_id {uuid} NOT NULL,
    invoice_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    due_on {date} NOT NULL,
    days_after_due {integer},
    job_id {uuid} NOT NULL,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT invoice_reminders_pkey PRIMARY KEY (merchant_id, invoice_id, id),
    CONSTRAINT invoice_reminders_invoice FOREIGN KEY (merchant_id, invoice_id) REFERENCES invoices (merchant_id, id)
{end};
CREATE UNIQUE INDEX invoice_reminders_day ON invoice_reminders (merchant_id, invoice_id, due_on, days_after_due)
;
CREATE INDEX refunds_credit_notes ON refunds (merchant_id, refund_number) WHERE source = 'credit-notes'
;
CREATE INDEX consent_events_closings ON consent_events (merchant_id, address, channel)
    WHERE purpose = 'advertising' AND state <> 'granted'
;
CREATE INDEX customer_import_keys_of_row ON customer_import_keys (merchant_id, import_id, number)
