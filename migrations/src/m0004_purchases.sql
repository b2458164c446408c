CREATE TABLE purchases (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    source TEXT NOT NULL,
    business_date {date} NOT NULL,
    receipt_number TEXT NOT NULL,
    fingerprint {bytes} NOT NULL,
    customer_id {uuid},
    identified_by TEXT CHECK (identified_by IN ('card', 'phone', 'customer_id')),
    card_number TEXT,
    buyer_warning TEXT
        CHECK (buyer_warning IN ('card_unknown', 'card_blocked', 'card_replaced', 'customer_unknown')),
    store_id {uuid},
    terminal_id {uuid},
    occurred_at {instant} NOT NULL,
    recorded_at {instant} NOT NULL,
    clock_skewed {boolean} NOT NULL,
    currency TEXT NOT NULL,
    total {integer} NOT NULL,
    refunded_total {integer} NOT NULL,
    fully_refunded {boolean} NOT NULL,
    tenders {json} NOT NULL,
    coupons {json} NOT NULL,
    PRIMARY KEY (merchant_id, id),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id),
    FOREIGN KEY (merchant_id, store_id) REFERENCES stores (merchant_id, id),
    FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminals (merchant_id, id)
{end};
CREATE UNIQUE INDEX purchases_receipt ON purchases (merchant_id, source, business_date, receipt_number);
CREATE INDEX purchases_customer ON purchases (merchant_id, customer_id, occurred_at);
CREATE INDEX purchases_occurred ON purchases (merchant_id, occurred_at, id);

CREATE TABLE purchase_lines (
    merchant_id {uuid} NOT NULL,
    purchase_id {uuid} NOT NULL,
    line {integer} NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'rounding')),
    sku TEXT,
    name TEXT,
    category TEXT,
    quantity {integer} NOT NULL,
    unit TEXT,
    unit_price {integer} NOT NULL,
    discount {integer} NOT NULL,
    total {integer} NOT NULL,
    refunded_quantity {integer} NOT NULL CHECK (refunded_quantity >= 0 AND refunded_quantity <= quantity),
    refunded_total {integer} NOT NULL,
    PRIMARY KEY (merchant_id, purchase_id, line),
    FOREIGN KEY (merchant_id, purchase_id) REFERENCES purchases (merchant_id, id)
{end};

CREATE TABLE refunds (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    purchase_id {uuid} NOT NULL,
    source TEXT NOT NULL,
    business_date {date} NOT NULL,
    refund_number TEXT NOT NULL,
    fingerprint {bytes} NOT NULL,
    occurred_at {instant} NOT NULL,
    recorded_at {instant} NOT NULL,
    clock_skewed {boolean} NOT NULL,
    total {integer} NOT NULL,
    PRIMARY KEY (merchant_id, id),
    FOREIGN KEY (merchant_id, purchase_id) REFERENCES purchases (merchant_id, id)
{end};
CREATE UNIQUE INDEX refunds_number ON refunds (merchant_id, source, business_date, refund_number);
CREATE INDEX refunds_purchase ON refunds (merchant_id, purchase_id);

CREATE TABLE refund_lines (
    merchant_id {uuid} NOT NULL,
    refund_id {uuid} NOT NULL,
    line {integer} NOT NULL,
    quantity {integer} NOT NULL,
    total {integer} NOT NULL,
    PRIMARY KEY (merchant_id, refund_id, line),
    FOREIGN KEY (merchant_id, refund_id) REFERENCES refunds (merchant_id, id)
{end};

CREATE TABLE waiting_refunds (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    source TEXT NOT NULL,
    business_date {date} NOT NULL,
    refund_number TEXT NOT NULL,
    refund_id {uuid} NOT NULL,
    receipt_id {uuid},
    receipt_source TEXT,
    receipt_business_date {date},
    receipt_number TEXT,
    fingerprint {bytes} NOT NULL,
    occurred_at {instant} NOT NULL,
    recorded_at {instant} NOT NULL,
    lines {json} NOT NULL,
    rejected_because TEXT,
    PRIMARY KEY (merchant_id, source, business_date, refund_number),
    CHECK ((receipt_id IS NULL) = (receipt_number IS NOT NULL))
{end};
CREATE INDEX waiting_refunds_receipt
    ON waiting_refunds (merchant_id, receipt_source, receipt_business_date, receipt_number);
CREATE INDEX waiting_refunds_receipt_id ON waiting_refunds (merchant_id, receipt_id)
