CREATE TABLE point_told_rules (
    merchant_id {uuid} NOT NULL,
    purchase_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    programme_version {integer} NOT NULL,
    told {json} NOT NULL,
    CONSTRAINT point_told_rules_pkey PRIMARY KEY (merchant_id, purchase_id, account_id),
    CONSTRAINT point_told_rules_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id)
{end};
CREATE INDEX point_accounts_of_programme ON point_accounts (merchant_id, programme_id, id)
