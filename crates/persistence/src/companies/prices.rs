//! Prices that were agreed upon with companies.

use async_trait::async_trait;
use regulars_companies::{
    AgreedGoods, AgreedTerms, DiscountPercent, PriceAgreement, PriceQuestion, PriceReads, PriceStore,
};
use regulars_kernel::{
    CompanyId, Currency, Date, Instant, Label, Money, Page, PageRequest, Personal, PriceAgreementId,
    Quantity, StoreError, fold,
};
use uuid::Uuid;

use super::write::hold;
use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

const TABLE: &str = "company_price_agreements";
const SKU: &str = "sku";
const CATEGORY: &str = "category";

#[derive(FromRow, RowColumns)]
pub(super) struct AgreementRow {
    id: Uuid,
    company_id: Uuid,
    goods: String,
    goods_name: String,
    goods_key: String,
    min_quantity: i64,
    price: Option<i64>,
    currency: Option<String>,
    discount_percent: Option<i64>,
    from_on: Date,
    until_on: Option<Date>,
    note: Option<String>,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

impl TryFrom<AgreementRow> for PriceAgreement {
    type Error = StoreError;

    fn try_from(row: AgreementRow) -> Result<Self, StoreError> {
        let name: Label = row.goods_name.parse().map_err(wrong)?;
        let terms = match (row.price, row.currency, row.discount_percent) {
            (Some(price), Some(currency), None) => {
                AgreedTerms::Price(Money::new(price, currency.parse::<Currency>().map_err(wrong)?))
            }
            (None, None, Some(hundredths)) => {
                AgreedTerms::Discount(DiscountPercent::from_hundredths(hundredths).map_err(wrong)?)
            }
            _ => return Err(wrong("there is neither a price nor a discount")),
        };
        Ok(Self {
            id: PriceAgreementId::new(row.id),
            company: CompanyId::new(row.company_id),
            goods: if row.goods == SKU { AgreedGoods::Sku(name) } else { AgreedGoods::Category(name) },
            min_quantity: Quantity::from_thousandths(row.min_quantity),
            terms,
            from: row.from_on,
            until: row.until_on,
            note: row.note.map(|note| note.parse()).transpose().map_err(wrong)?.map(Personal::new),
            added_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// Which kind of goods, what they are called, and what they are known again by.
fn goods(goods: &AgreedGoods) -> (&'static str, &Label, String) {
    match goods {
        AgreedGoods::Sku(sku) => (SKU, sku, goods.key()),
        AgreedGoods::Category(category) => (CATEGORY, category, goods.key()),
    }
}

impl From<&PriceAgreement> for AgreementRow {
    fn from(agreement: &PriceAgreement) -> Self {
        let (kind, name, key) = goods(&agreement.goods);
        let (price, discount) = match agreement.terms {
            AgreedTerms::Price(price) => (Some(price), None),
            AgreedTerms::Discount(percent) => (None, Some(percent.hundredths())),
        };
        Self {
            id: agreement.id.value(),
            company_id: agreement.company.value(),
            goods: kind.to_owned(),
            goods_name: name.as_str().to_owned(),
            goods_key: key,
            min_quantity: agreement.min_quantity.thousandths(),
            price: price.map(|price| price.amount),
            currency: price.map(|price| price.currency.code().to_owned()),
            discount_percent: discount,
            from_on: agreement.from,
            until_on: agreement.until,
            note: agreement.note.as_ref().map(|note| note.expose().as_str().to_owned()),
            actor: actor_text(agreement.added_by),
            created_at: agreement.created_at,
            updated_at: agreement.updated_at,
        }
    }
}

#[in_reads_and_writes]
#[async_trait]
impl PriceReads for ReadTx {
    async fn find_agreement(
        &mut self,
        company: CompanyId,
        id: PriceAgreementId,
    ) -> Result<Option<PriceAgreement>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "company_price_agreements",
            AgreementRow,
            "WHERE merchant_id = $1 AND id = $2 AND company_id = $3"
        ));
        let row: Option<AgreementRow> = self.optional(FIND, values![id.value(), company.value()]).await?;
        row.map(PriceAgreement::try_from).transpose()
    }

    async fn list_agreements(
        &mut self,
        company: CompanyId,
        page: PageRequest<PriceAgreementId>,
    ) -> Result<Page<PriceAgreement, PriceAgreementId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "company_price_agreements",
            AgreementRow,
            "WHERE merchant_id = $1 AND company_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4"
        ));
        let before = page.after.map_or(Uuid::max(), PriceAgreementId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<AgreementRow> = self.all(LIST, values![company.value(), before, limit]).await?;
        let agreements = rows.into_iter().map(PriceAgreement::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(agreements, page.size, |agreement| agreement.id))
    }

    async fn agreements_for(
        &mut self,
        company: CompanyId,
        asked: &PriceQuestion,
    ) -> Result<Vec<PriceAgreement>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "company_price_agreements",
            AgreementRow,
            "WHERE merchant_id = $1 AND company_id = $2
                 AND ((goods = 'sku' AND goods_key = $3) OR (goods = 'category' AND goods_key = $4))
                 AND from_on <= $5 AND (until_on IS NULL OR until_on >= $5)"
        ));
        // No category has the empty name.
        let category = asked.category.as_ref().map(|category| fold(category.as_str())).unwrap_or_default();
        let which = values![company.value(), asked.sku.as_str(), category, asked.day];
        let rows: Vec<AgreementRow> = self.all(LIST, which).await?;
        rows.into_iter().map(PriceAgreement::try_from).collect()
    }
}

#[async_trait]
impl PriceStore for WriteTx {
    async fn hold_company_of_prices(&mut self, company: CompanyId) -> Result<bool, StoreError> {
        hold(self, company).await
    }

    async fn count_agreements(&mut self, company: CompanyId) -> Result<i64, StoreError> {
        #[derive(FromRow)]
        struct Counted {
            found: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found FROM company_price_agreements WHERE merchant_id = $1 AND company_id = $2",
        );
        let counted: Counted = self.one(COUNT, values![company.value()]).await?;
        Ok(counted.found)
    }

    async fn overlapping_agreement(
        &mut self,
        agreement: &PriceAgreement,
    ) -> Result<Option<PriceAgreementId>, StoreError> {
        #[derive(FromRow)]
        struct IdRow {
            id: Uuid,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id FROM company_price_agreements
             WHERE merchant_id = $1 AND company_id = $2 AND goods = $3 AND goods_key = $4 AND min_quantity = $5
                 AND id <> $6 AND (until_on IS NULL OR until_on >= $7)",
        );
        let (kind, _, key) = goods(&agreement.goods);
        let (id, thousandths) = (agreement.id.value(), agreement.min_quantity.thousandths());
        let mut query = ScopedQuery::new(
            FIND,
            self.backend(),
            values![agreement.company.value(), kind, key, thousandths, id, agreement.from],
        );
        if let Some(until) = agreement.until {
            query.push(" AND from_on <= ?", values![until]);
        }
        query.push(" ORDER BY from_on LIMIT 1", []);
        let rows: Vec<IdRow> = self.query(query).await?;
        Ok(rows.into_iter().next().map(|row| PriceAgreementId::new(row.id)))
    }

    async fn insert_agreement(&mut self, agreement: &PriceAgreement) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("company_price_agreements", AgreementRow);
        self.execute(INSERT, AgreementRow::from(agreement).into_values()).await.map(drop)
    }

    async fn update_agreement(&mut self, agreement: &PriceAgreement) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("company_price_agreements", AgreementRow, "AND company_id = $3");
        self.execute(UPDATE, AgreementRow::from(agreement).into_values()).await.map(drop)
    }

    async fn delete_agreement(&mut self, company: CompanyId, id: PriceAgreementId) -> Result<(), StoreError> {
        const DELETE: ScopedSql = ScopedSql::new(
            "DELETE FROM company_price_agreements WHERE merchant_id = $1 AND company_id = $2 AND id = $3",
        );
        self.execute(DELETE, values![company.value(), id.value()]).await.map(drop)
    }
}
