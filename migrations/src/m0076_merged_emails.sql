CREATE TABLE merged_emails (
    merchant_id {uuid} NOT NULL,
    merge_id {uuid} NOT NULL,
    email_folded TEXT NOT NULL,
    CONSTRAINT merged_emails_pkey PRIMARY KEY (merchant_id, email_folded, merge_id),
    CONSTRAINT merged_emails_merge FOREIGN KEY (merchant_id, merge_id) REFERENCES customer_merges (merchant_id, id)
{end};
CREATE INDEX merged_emails_of_merge ON merged_emails (merchant_id, merge_id);
