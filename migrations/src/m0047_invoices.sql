CREATE TABLE invoice_settings (
    merchant_id {uuid} NOT NULL,
    number_prefix TEXT NOT NULL,
    payment_days {integer} NOT NULL,
    tax_category TEXT,
    tax_percent {integer},
    exemption_reason TEXT,
    tax_id TEXT,
    registration_id TEXT,
    payment_account TEXT,
    updated_at {instant} NOT NULL,
    CONSTRAINT invoice_settings_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT invoice_settings_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE TABLE invoice_series (
    merchant_id {uuid} NOT NULL,
    series TEXT NOT NULL,
    year {integer} NOT NULL,
    counted {integer} NOT NULL,
    CONSTRAINT invoice_series_pkey PRIMARY KEY (merchant_id, series, year),
    CONSTRAINT invoice_series_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE TABLE invoices (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    purchase_id {uuid} NOT NULL,
    customer_id {uuid},
    issued_on {date} NOT NULL,
    due_on {date} NOT NULL,
    currency TEXT NOT NULL,
    total {integer} NOT NULL CONSTRAINT invoices_total CHECK (total > 0),
    paid_total {integer} NOT NULL CONSTRAINT invoices_paid CHECK (paid_total >= 0 AND paid_total <= total),
    last_paid_on {date},
    paid_after_days {integer},
    buyer_reference TEXT,
    buyer_tax_id TEXT,
    exemption_reason TEXT,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT invoices_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT invoices_purchase FOREIGN KEY (merchant_id, purchase_id) REFERENCES purchases (merchant_id, id),
    CONSTRAINT invoices_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
{end};
CREATE UNIQUE INDEX invoices_number ON invoices (merchant_id, number_key);
CREATE UNIQUE INDEX invoices_of_purchase ON invoices (merchant_id, purchase_id);
CREATE INDEX invoices_issued ON invoices (merchant_id, issued_on, id);
CREATE INDEX invoices_of_customer ON invoices (merchant_id, customer_id, issued_on, id);
CREATE INDEX invoices_unpaid ON invoices (merchant_id, due_on, customer_id) WHERE paid_total < total;
CREATE TABLE invoice_line_taxes (
    merchant_id {uuid} NOT NULL,
    invoice_id {uuid} NOT NULL,
    line {integer} NOT NULL,
    tax_category TEXT NOT NULL,
    tax_percent {integer} NOT NULL,
    CONSTRAINT invoice_line_taxes_pkey PRIMARY KEY (merchant_id, invoice_id, line),
    CONSTRAINT invoice_line_taxes_invoice FOREIGN KEY (merchant_id, invoice_id) REFERENCES invoices (merchant_id, id)
{end};
CREATE TABLE invoice_payments (
    merchant_id {uuid} NOT NULL,
    invoice_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    amount {integer} NOT NULL CONSTRAINT invoice_payments_amount CHECK (amount > 0),
    paid_on {date} NOT NULL,
    method TEXT,
    reference TEXT,
    booking_key {bytes},
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT invoice_payments_pkey PRIMARY KEY (merchant_id, invoice_id, id),
    CONSTRAINT invoice_payments_invoice FOREIGN KEY (merchant_id, invoice_id) REFERENCES invoices (merchant_id, id)
{end};
CREATE UNIQUE INDEX invoice_payments_booking ON invoice_payments (merchant_id, invoice_id, booking_key);
CREATE INDEX invoice_payments_paid ON invoice_payments (merchant_id, paid_on, id)
