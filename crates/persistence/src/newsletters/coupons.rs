//! Which code each recipient of a newsletter got.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_flows::NewsletterCouponStore;
use regulars_kernel::{CouponCampaignId, CustomerId, NewsletterId, StoreError};
use regulars_loyalty::CouponCode;
use serde_json::json;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct CodeRow {
    customer_id: Uuid,
    code: String,
}

/// The codes that these recipients of a newsletter have.
pub(super) async fn of_recipients(
    tx: &ReadTx,
    newsletter: NewsletterId,
    customers: &[CustomerId],
) -> Result<BTreeMap<CustomerId, CouponCode>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT n.customer_id, n.code FROM newsletter_coupons AS n
         WHERE n.merchant_id = $1 AND n.newsletter_id = $2 AND ",
    );
    if customers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![newsletter.value()]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "n.customer_id", &ids));
    let rows: Vec<CodeRow> = tx.query(query).await?;
    let code = |row: CodeRow| {
        let code = row.code.parse().map_err(|error| inconsistent("newsletter_coupons", error))?;
        Ok::<_, StoreError>((CustomerId::new(row.customer_id), code))
    };
    rows.into_iter().map(code).collect()
}

#[async_trait]
impl NewsletterCouponStore for WriteTx {
    async fn campaign_of_newsletter(
        &mut self,
        newsletter: NewsletterId,
    ) -> Result<Option<CouponCampaignId>, StoreError> {
        #[derive(FromRow)]
        struct CampaignRow {
            coupon_campaign_id: Option<Uuid>,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT n.coupon_campaign_id FROM newsletters AS n WHERE n.merchant_id = $1 AND n.id = $2",
        );
        let row: Option<CampaignRow> = self.optional(FIND, values![newsletter.value()]).await?;
        Ok(row.and_then(|row| row.coupon_campaign_id).map(CouponCampaignId::new))
    }

    async fn coupons_of_newsletter(
        &mut self,
        newsletter: NewsletterId,
        customers: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, CouponCode>, StoreError> {
        of_recipients(self, newsletter, customers).await
    }

    async fn keep_newsletter_coupons(
        &mut self,
        newsletter: NewsletterId,
        codes: &[(CustomerId, CouponCode)],
    ) -> Result<(), StoreError> {
        const KEEP: ScopedSql = ScopedSql::by_dialect(
            "INSERT INTO newsletter_coupons (merchant_id, newsletter_id, customer_id, code)
             SELECT $1, $2, unhex(replace(json_extract(e.value, '$.customer'), '-', '')),
                 json_extract(e.value, '$.code')
             FROM json_each($3) AS e WHERE true
             ON CONFLICT (merchant_id, newsletter_id, customer_id) DO NOTHING",
            "INSERT INTO newsletter_coupons (merchant_id, newsletter_id, customer_id, code)
             SELECT $1, $2, e.customer, e.code FROM jsonb_to_recordset($3::jsonb) AS e(customer uuid, code text)
             ON CONFLICT (merchant_id, newsletter_id, customer_id) DO NOTHING",
        );
        let one = |(customer, code): &(CustomerId, CouponCode)| json!({"customer": customer.to_string(), "code": code.as_str()});
        let list: Vec<_> = codes.iter().map(one).collect();
        let list = json!(list).to_string();
        self.execute(KEEP, values![newsletter.value(), list]).await.map(drop)
    }
}
