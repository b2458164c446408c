CREATE TABLE customer_merges (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    survivor_id {uuid} NOT NULL,
    number {integer} NOT NULL,
    details {json} NOT NULL,
    created_at {instant} NOT NULL,
    undone_at {instant},
    CONSTRAINT customer_merges_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customer_merges_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE UNIQUE INDEX customer_merges_survivor ON customer_merges (merchant_id, survivor_id, number);

CREATE TABLE merged_customers (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    merge_id {uuid} NOT NULL,
    into_id {uuid} NOT NULL,
    survivor_id {uuid} NOT NULL,
    CONSTRAINT merged_customers_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT merged_customers_merge FOREIGN KEY (merchant_id, merge_id) REFERENCES customer_merges (merchant_id, id)
{end};
CREATE INDEX merged_customers_survivor ON merged_customers (merchant_id, survivor_id);
CREATE INDEX merged_customers_merge ON merged_customers (merchant_id, merge_id);

CREATE TABLE merged_external_ids (
    merchant_id {uuid} NOT NULL,
    merge_id {uuid} NOT NULL,
    external_id TEXT NOT NULL,
    CONSTRAINT merged_external_ids_pkey PRIMARY KEY (merchant_id, external_id, merge_id),
    CONSTRAINT merged_external_ids_merge FOREIGN KEY (merchant_id, merge_id) REFERENCES customer_merges (merchant_id, id)
{end};
CREATE INDEX merged_external_ids_of_merge ON merged_external_ids (merchant_id, merge_id);

CREATE TABLE joined_members (
    merchant_id {uuid} NOT NULL,
    member_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    merge_id {uuid} NOT NULL,
    CONSTRAINT joined_members_pkey PRIMARY KEY (merchant_id, member_id),
    CONSTRAINT joined_members_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE,
    CONSTRAINT joined_members_merge FOREIGN KEY (merchant_id, merge_id) REFERENCES customer_merges (merchant_id, id)
{end};
CREATE INDEX joined_members_of_customer ON joined_members (merchant_id, customer_id);
CREATE INDEX joined_members_of_merge ON joined_members (merchant_id, merge_id);

CREATE TABLE customer_merge_images (
    merchant_id {uuid} NOT NULL,
    merge_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    taken TEXT NOT NULL CONSTRAINT customer_merge_images_taken CHECK (taken IN ('before', 'after')),
    sealed {bytes} NOT NULL,
    CONSTRAINT customer_merge_images_pkey PRIMARY KEY (merchant_id, merge_id, customer_id, taken),
    CONSTRAINT customer_merge_images_merge FOREIGN KEY (merchant_id, merge_id)
        REFERENCES customer_merges (merchant_id, id)
{end};

CREATE TABLE customer_merge_moves (
    merchant_id {uuid} NOT NULL,
    merge_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    row_of {uuid} NOT NULL,
    row_id {uuid} NOT NULL,
    row_part TEXT NOT NULL,
    CONSTRAINT customer_merge_moves_pkey PRIMARY KEY (merchant_id, merge_id, customer_id, kind, row_of, row_id, row_part),
    CONSTRAINT customer_merge_moves_merge FOREIGN KEY (merchant_id, merge_id)
        REFERENCES customer_merges (merchant_id, id)
{end};

CREATE INDEX customer_merge_moves_records ON customer_merge_moves (merchant_id, customer_id) WHERE kind = 'record';

CREATE TABLE customer_dismissals (
    merchant_id {uuid} NOT NULL,
    one_id {uuid} NOT NULL,
    other_id {uuid} NOT NULL,
    dismissal_id {uuid} NOT NULL,
    merge_id {uuid},
    created_at {instant} NOT NULL,
    CONSTRAINT customer_dismissals_pkey PRIMARY KEY (merchant_id, one_id, other_id),
    CONSTRAINT customer_dismissals_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
    CONSTRAINT customer_dismissals_order CHECK (one_id < other_id)
{end};
CREATE INDEX customer_dismissals_made ON customer_dismissals (merchant_id, dismissal_id);
CREATE INDEX customer_dismissals_other ON customer_dismissals (merchant_id, other_id);

CREATE INDEX customers_name_born ON customers (merchant_id, last_name_folded, first_name_folded, birth_date)
    WHERE birth_date IS NOT NULL;
CREATE INDEX customers_name_at ON customers (merchant_id, last_name_folded, first_name_folded, street_folded, city_folded,
    postcode_folded) WHERE street_folded IS NOT NULL;
CREATE INDEX customers_external_id_folded ON customers (merchant_id, external_id_folded);
CREATE INDEX consent_events_objections ON consent_events (merchant_id, address, channel)
    WHERE source IN ('unsubscribe_link', 'preference_page')
