//! Offers to companies.

mod offer_row;
pub(crate) mod state;

use async_trait::async_trait;
use regulars_companies::{
    MailedOffer, Offer, OfferQuery, OfferReads, OfferStore, PriceAgreement, PriceQuestion, SupersededOffer,
};
use regulars_kernel::{CompanyId, Date, OfferId, Page, PageRequest, StoreError, fold};
use sea_orm::Value;
use uuid::Uuid;

use self::offer_row::{MailedRow, OfferRow, SupersededRow};
use self::state::offer_state;
use super::prices::AgreementRow;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

#[in_reads_and_writes]
#[async_trait]
impl OfferReads for ReadTx {
    async fn find_offer(&mut self, id: OfferId) -> Result<Option<Offer>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "company_offers",
            OfferRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<OfferRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(Offer::try_from).transpose()
    }

    async fn list_offers(
        &mut self,
        asked: OfferQuery,
        page: PageRequest<OfferId>,
    ) -> Result<Page<Offer, OfferId>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_from!("company_offers AS f", OfferRow, "WHERE f.merchant_id = $1"));
        let OfferQuery { company, state, today } = asked;
        let mut query = ScopedQuery::new(LIST, self.backend(), values![]);
        if let Some(company) = company {
            query.push(" AND f.company_id = ?", values![company.value()]);
        }
        if let Some(state) = state {
            // The stage is what an index knows.
            let about = values![state.stage().name(), today, state.name()];
            query.push(concat!(" AND f.stage = ? AND ", offer_state!("?"), " = ?"), about);
        }
        if let Some(after) = page.after {
            query.push(" AND f.id < ?", values![after.value()]);
        }
        query.push(" ORDER BY f.id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<OfferRow> = self.query(query).await?;
        let offers = rows.into_iter().map(Offer::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(offers, page.size, |offer| offer.id))
    }

    async fn list_superseded_offers(&mut self, id: OfferId) -> Result<Vec<SupersededOffer>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "company_offer_versions",
            SupersededRow,
            "WHERE merchant_id = $1 AND offer_id = $2 ORDER BY version DESC"
        ));
        let rows: Vec<SupersededRow> = self.all(LIST, values![id.value()]).await?;
        rows.into_iter().map(SupersededOffer::try_from).collect()
    }

    async fn is_company_archived(&mut self, company: CompanyId) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct ArchivedRow {
            #[expect(dead_code, reason = "that there is a row is the answer")]
            id: Uuid,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id FROM companies WHERE merchant_id = $1 AND id = $2 AND archived_at IS NOT NULL",
        );
        let found: Option<ArchivedRow> = self.optional(FIND, values![company.value()]).await?;
        Ok(found.is_some())
    }

    async fn company_of_offer(&mut self, id: OfferId) -> Result<Option<CompanyId>, StoreError> {
        #[derive(FromRow)]
        struct CompanyRow {
            company_id: Uuid,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT company_id FROM company_offers WHERE merchant_id = $1 AND id = $2");
        let row: Option<CompanyRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(row.map(|row| CompanyId::new(row.company_id)))
    }

    async fn agreements_for_offer(
        &mut self,
        company: CompanyId,
        day: Date,
        asked: &[PriceQuestion],
    ) -> Result<Vec<PriceAgreement>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "company_price_agreements",
            AgreementRow,
            "WHERE merchant_id = $1 AND company_id = $2 AND from_on <= $3 AND (until_on IS NULL OR until_on >= $3)"
        ));
        let mut query = ScopedQuery::new(LIST, self.backend(), values![company.value(), day]);
        let skus = asked.iter().map(|one| Value::from(one.sku.as_str()));
        let categories = asked.iter().filter_map(|one| one.category.as_ref());
        let categories = categories.map(|category| Value::from(fold(category.as_str())));
        query.push(" AND (goods = 'sku' AND goods_key IN (", []);
        push_list(&mut query, skus);
        query.push(") OR goods = 'category' AND goods_key IN (", []);
        push_list(&mut query, categories);
        query.push("))", []);
        let rows: Vec<AgreementRow> = self.query(query).await?;
        rows.into_iter().map(PriceAgreement::try_from).collect()
    }
}

/// Nothing has the empty name, which an empty list becomes.
fn push_list(query: &mut ScopedQuery, values: impl Iterator<Item = Value>) {
    query.push("''", []);
    for value in values {
        query.push(", ?", [value]);
    }
}

#[async_trait]
impl OfferStore for WriteTx {
    async fn count_offers(&mut self, company: CompanyId) -> Result<i64, StoreError> {
        #[derive(FromRow)]
        struct Counted {
            found: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found FROM company_offers WHERE merchant_id = $1 AND company_id = $2",
        );
        let counted: Counted = self.one(COUNT, values![company.value()]).await?;
        Ok(counted.found)
    }

    async fn next_offer_number(&mut self) -> Result<i64, StoreError> {
        #[derive(FromRow)]
        struct CountRow {
            counted: i64,
        }
        // Whoever counts holds the row until the end of its transaction.
        const COUNT: ScopedSql = ScopedSql::new(
            "INSERT INTO company_offer_numbers AS n (merchant_id, counted) VALUES ($1, 1)
             ON CONFLICT (merchant_id) DO UPDATE SET counted = n.counted + 1
             RETURNING counted",
        );
        let CountRow { counted } = self.one(COUNT, values![]).await?;
        Ok(counted)
    }

    async fn insert_offer(&mut self, offer: &Offer) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("company_offers", OfferRow);
        self.execute(INSERT, OfferRow::try_from(offer)?.into_values()).await.map(drop)
    }

    async fn update_offer(&mut self, offer: &Offer) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("company_offers", OfferRow);
        self.execute(UPDATE, OfferRow::try_from(offer)?.into_values()).await.map(drop)
    }

    async fn delete_offer(&mut self, id: OfferId) -> Result<(), StoreError> {
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM company_offers WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }

    async fn insert_superseded_offer(&mut self, version: &SupersededOffer) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("company_offer_versions", SupersededRow);
        self.execute(INSERT, SupersededRow::try_from(version)?.into_values()).await.map(drop)
    }

    async fn insert_mailed_offer(&mut self, mailed: &MailedOffer) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("company_offer_mails", MailedRow);
        self.execute(INSERT, MailedRow::from(mailed).into_values()).await.map(drop)
    }
}
