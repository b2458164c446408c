CREATE TABLE mailboxes (
    merchant_id {uuid} NOT NULL,
    host TEXT NOT NULL,
    port {integer} NOT NULL,
    security TEXT NOT NULL CONSTRAINT mailboxes_security CHECK (security IN ('tls', 'starttls', 'none')),
    username TEXT NOT NULL,
    sealed_password {bytes} NOT NULL,
    folders {json} NOT NULL,
    enabled {boolean} NOT NULL,
    since {instant} NOT NULL,
    revision {integer} NOT NULL,
    last_fetched_at {instant},
    fault TEXT,
    failures {integer} NOT NULL,
    due_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT mailboxes_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT mailboxes_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE INDEX mailboxes_due ON mailboxes (merchant_id, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE mailbox_folders (
    merchant_id {uuid} NOT NULL,
    folder TEXT NOT NULL,
    uid_validity {integer} NOT NULL,
    last_uid {integer} NOT NULL,
    CONSTRAINT mailbox_folders_pkey PRIMARY KEY (merchant_id, folder),
    CONSTRAINT mailbox_folders_mailbox FOREIGN KEY (merchant_id) REFERENCES mailboxes (merchant_id) ON DELETE CASCADE
{end}
