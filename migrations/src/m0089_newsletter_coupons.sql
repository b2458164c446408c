ALTER TABLE newsletters ADD COLUMN coupon_campaign_id {uuid};
CREATE INDEX newsletters_of_campaign ON newsletters (merchant_id, coupon_campaign_id)
    WHERE coupon_campaign_id IS NOT NULL;
CREATE TABLE newsletter_coupons (
    merchant_id {uuid} NOT NULL,
    newsletter_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT newsletter_coupons_pkey PRIMARY KEY (merchant_id, newsletter_id, customer_id),
    CONSTRAINT newsletter_coupons_newsletter FOREIGN KEY (merchant_id, newsletter_id)
        REFERENCES newsletters (merchant_id, id)
{end};
CREATE INDEX newsletter_coupons_of_customer ON newsletter_coupons (merchant_id, customer_id, newsletter_id);
CREATE INDEX newsletter_coupons_of_code ON newsletter_coupons (merchant_id, code)
