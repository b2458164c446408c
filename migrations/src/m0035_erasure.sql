CREATE TABLE erased_customers (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    member_digest {bytes},
    reason TEXT NOT NULL CONSTRAINT erased_customers_reason CHECK (reason IN
        ('no_longer_needed', 'consent_withdrawn', 'objected', 'unlawful', 'legal_obligation', 'child', 'other')),
    requested_by_person {boolean} NOT NULL,
    erased_at {instant} NOT NULL,
    CONSTRAINT erased_customers_pkey PRIMARY KEY (merchant_id, customer_id),
    CONSTRAINT erased_customers_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE INDEX erased_customers_member ON erased_customers (merchant_id, member_digest)
    WHERE member_digest IS NOT NULL;

CREATE TABLE kept_objections (
    merchant_id {uuid} NOT NULL,
    channel TEXT NOT NULL CONSTRAINT kept_objections_channel CHECK (channel IN ('email', 'sms', 'push', 'telegram')),
    address_digest {bytes} NOT NULL,
    reason TEXT NOT NULL CONSTRAINT kept_objections_reason CHECK (reason IN ('withdrawn', 'complaint', 'objection')),
    made_at {instant} NOT NULL,
    CONSTRAINT kept_objections_pkey PRIMARY KEY (merchant_id, channel, address_digest),
    CONSTRAINT kept_objections_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};

CREATE TABLE idempotency_customers (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    actor_id {uuid} NOT NULL,
    idempotency_key TEXT NOT NULL,
    CONSTRAINT idempotency_customers_pkey PRIMARY KEY (merchant_id, customer_id, actor_id, idempotency_key),
    CONSTRAINT idempotency_customers_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
UPDATE idempotency_keys SET body = NULL
    WHERE body LIKE '%"email"%' OR body LIKE '%"address"%' OR body LIKE '%"first_name"%' OR body LIKE '%"customer"%';

CREATE TABLE customer_deletions (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    job_id {uuid} NOT NULL,
    state TEXT NOT NULL CONSTRAINT customer_deletions_state CHECK (state IN ('running', 'done', 'cancelled')),
    reason TEXT NOT NULL CONSTRAINT customer_deletions_reason CHECK (reason IN
        ('no_longer_needed', 'consent_withdrawn', 'objected', 'unlawful', 'legal_obligation', 'child', 'other')),
    requested_by_person {boolean} NOT NULL,
    total {integer} NOT NULL,
    erased {integer} NOT NULL,
    gone {integer} NOT NULL,
    created_at {instant} NOT NULL,
    finished_at {instant},
    CONSTRAINT customer_deletions_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customer_deletions_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};

CREATE TABLE customer_deletion_items (
    merchant_id {uuid} NOT NULL,
    deletion_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    outcome TEXT NOT NULL CONSTRAINT customer_deletion_items_outcome CHECK (outcome IN ('waiting', 'erased', 'gone')),
    CONSTRAINT customer_deletion_items_pkey PRIMARY KEY (merchant_id, deletion_id, customer_id),
    CONSTRAINT customer_deletion_items_deletion FOREIGN KEY (merchant_id, deletion_id)
        REFERENCES customer_deletions (merchant_id, id)
{end};
CREATE INDEX customer_deletion_items_waiting ON customer_deletion_items (merchant_id, deletion_id, customer_id)
    WHERE outcome = 'waiting';

CREATE TABLE data_exports (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    job_id {uuid} NOT NULL,
    state TEXT NOT NULL CONSTRAINT data_exports_state CHECK (state IN ('making', 'ready')),
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    CONSTRAINT data_exports_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT data_exports_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX data_exports_of_customer ON data_exports (merchant_id, customer_id);
CREATE INDEX data_exports_end ON data_exports (merchant_id, expires_at);

CREATE TABLE data_export_parts (
    merchant_id {uuid} NOT NULL,
    export_id {uuid} NOT NULL,
    form TEXT NOT NULL CONSTRAINT data_export_parts_form CHECK (form IN ('json', 'html')),
    number {integer} NOT NULL,
    sealed {bytes} NOT NULL,
    CONSTRAINT data_export_parts_pkey PRIMARY KEY (merchant_id, export_id, form, number),
    CONSTRAINT data_export_parts_export FOREIGN KEY (merchant_id, export_id) REFERENCES data_exports (merchant_id, id)
        ON DELETE CASCADE
{end};

CREATE INDEX captured_messages_recipient ON captured_messages (merchant_id, recipient);
CREATE INDEX customer_import_rows_customer ON customer_import_rows (merchant_id, customer_id)
    WHERE customer_id IS NOT NULL;
CREATE INDEX purchases_cards_of_nobody ON purchases (merchant_id, card_number)
    WHERE customer_id IS NULL AND card_number IS NOT NULL
