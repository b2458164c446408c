CREATE TABLE companies (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    legal_name TEXT,
    tax_country TEXT,
    tax_number TEXT,
    registration_number TEXT,
    street TEXT,
    postcode TEXT,
    city TEXT,
    country TEXT,
    email TEXT,
    phone TEXT,
    website TEXT,
    note TEXT,
    search_text TEXT NOT NULL,
    archived_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT companies_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT companies_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
    CONSTRAINT companies_tax CHECK ((tax_country IS NULL) = (tax_number IS NULL))
{end};
CREATE UNIQUE INDEX companies_tax_number ON companies (merchant_id, tax_country, tax_number);
CREATE TABLE company_employees (
    merchant_id {uuid} NOT NULL,
    company_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    role TEXT NOT NULL CONSTRAINT company_employees_role CHECK (role IN
        ('buyer', 'decision_maker', 'accounting', 'other')),
    job_title TEXT,
    since_on {date},
    until_on {date},
    main_at {instant} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT company_employees_pkey PRIMARY KEY (merchant_id, company_id, customer_id),
    CONSTRAINT company_employees_company FOREIGN KEY (merchant_id, company_id) REFERENCES companies (merchant_id, id),
    CONSTRAINT company_employees_period CHECK (until_on IS NULL OR since_on IS NULL OR until_on >= since_on)
{end};
CREATE INDEX company_employees_of_customer ON company_employees (merchant_id, customer_id, main_at)
