//! Companies as they are found and listed.

use regulars_companies::{Company, CompanyFigures, CompanyQuery, TaxNumber};
use regulars_kernel::{
    CompanyId, Date, Instant, Page, PageRequest, PurchaseTotals, StoreError, UsedBy, UserKind,
};
use uuid::Uuid;

use super::company_row::CompanyRow;
use super::period::is_current;
use crate::customers::pattern_of_part;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, select_from, values};

/// How many of each kind are told that refer to a company.
const FEW: i64 = 10;

pub(super) async fn find(tx: &ReadTx, id: CompanyId) -> Result<Option<Company>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
        "companies",
        CompanyRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    tx.optional::<CompanyRow>(FIND, values![id.value()]).await?.map(Company::try_from).transpose()
}

pub(super) async fn of_tax_number(tx: &ReadTx, number: &TaxNumber) -> Result<Option<CompanyId>, StoreError> {
    #[derive(FromRow)]
    struct IdRow {
        id: Uuid,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id FROM companies WHERE merchant_id = $1 AND tax_country = $2 AND tax_number = $3",
    );
    let found: Option<IdRow> = tx.optional(FIND, values![number.country().code(), number.expose()]).await?;
    Ok(found.map(|row| CompanyId::new(row.id)))
}

pub(super) async fn list(
    tx: &ReadTx,
    asked: &CompanyQuery,
    page: PageRequest<CompanyId>,
) -> Result<Page<Company, CompanyId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!("companies", CompanyRow, "WHERE merchant_id = $1"));
    let CompanyQuery { terms, archived } = asked;
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![]);
    query.push(if *archived { " AND archived_at IS NOT NULL" } else { " AND archived_at IS NULL" }, []);
    for spellings in terms {
        query.push(" AND (", []);
        for (place, spelling) in spellings.iter().enumerate() {
            query.push(if place == 0 { "" } else { " OR " }, []);
            query.push("search_text LIKE ? ESCAPE '\\'", values![pattern_of_part(spelling)]);
        }
        query.push(")", []);
    }
    if let Some(after) = page.after {
        query.push(" AND id < ?", values![after.value()]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<CompanyRow> = tx.query(query).await?;
    let companies = rows.into_iter().map(Company::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(companies, page.size, |company| company.id))
}

pub(super) async fn figures(tx: &ReadTx, id: CompanyId, today: Date) -> Result<CompanyFigures, StoreError> {
    #[derive(FromRow)]
    struct FiguresRow {
        employees: i64,
        count: i64,
        total: i64,
        first_at: Option<Instant>,
        last_at: Option<Instant>,
    }
    const SUM: ScopedSql = ScopedSql::new(concat!(
        "SELECT count(*) AS employees, CAST(coalesce(sum(t.purchase_count), 0) AS bigint) AS count,
             CAST(coalesce(sum(t.purchase_total), 0) AS bigint) AS total, min(t.first_purchase_at) AS first_at,
             max(t.last_purchase_at) AS last_at
         FROM company_employees AS e JOIN customers AS c ON c.merchant_id = $1 AND c.id = e.customer_id
         LEFT JOIN customer_totals AS t ON t.merchant_id = $1 AND t.customer_id = e.customer_id
         WHERE e.merchant_id = $1 AND e.company_id = $2 AND ",
        is_current!("$3")
    ));
    let row: FiguresRow = tx.one(SUM, values![id.value(), today]).await?;
    let FiguresRow { employees, count, total, first_at, last_at } = row;
    Ok(CompanyFigures { employees, purchases: PurchaseTotals { count, total, first_at, last_at } })
}

pub(super) async fn users(tx: &ReadTx, id: CompanyId) -> Result<Vec<UsedBy>, StoreError> {
    #[derive(FromRow)]
    struct EmployeeRow {
        id: Uuid,
        first_name: Option<String>,
        last_name: Option<String>,
        company: Option<String>,
    }
    const EMPLOYEES: ScopedSql = ScopedSql::new(
        "SELECT c.id, c.first_name, c.last_name, c.company FROM company_employees AS e
         JOIN customers AS c ON c.merchant_id = $1 AND c.id = e.customer_id
         WHERE e.merchant_id = $1 AND e.company_id = $2 ORDER BY e.customer_id LIMIT $3",
    );
    #[derive(FromRow)]
    struct DocumentRow {
        id: Uuid,
        title: String,
    }
    const DOCUMENTS: ScopedSql = ScopedSql::new(
        "SELECT id, title FROM company_documents WHERE merchant_id = $1 AND company_id = $2 ORDER BY id LIMIT $3",
    );
    let documents: Vec<DocumentRow> = tx.all(DOCUMENTS, values![id.value(), FEW]).await?;
    let documents =
        documents.into_iter().map(|row| UsedBy { kind: UserKind::Document, id: row.id, name: row.title });
    #[derive(FromRow)]
    struct AgreementRow {
        id: Uuid,
        goods_name: String,
    }
    const AGREEMENTS: ScopedSql = ScopedSql::new(
        "SELECT id, goods_name FROM company_price_agreements
         WHERE merchant_id = $1 AND company_id = $2 ORDER BY id LIMIT $3",
    );
    let agreements: Vec<AgreementRow> = tx.all(AGREEMENTS, values![id.value(), FEW]).await?;
    let agreements = agreements.into_iter().map(|row| UsedBy {
        kind: UserKind::PriceAgreement,
        id: row.id,
        name: row.goods_name,
    });
    #[derive(FromRow)]
    struct OfferRow {
        id: Uuid,
        title: String,
    }
    const OFFERS: ScopedSql = ScopedSql::new(
        "SELECT id, title FROM company_offers WHERE merchant_id = $1 AND company_id = $2 ORDER BY id LIMIT $3",
    );
    let offers: Vec<OfferRow> = tx.all(OFFERS, values![id.value(), FEW]).await?;
    let offers = offers.into_iter().map(|row| UsedBy { kind: UserKind::Offer, id: row.id, name: row.title });
    let rows: Vec<EmployeeRow> = tx.all(EMPLOYEES, values![id.value(), FEW]).await?;
    let users = rows.into_iter().map(|row| {
        let names: Vec<String> = row.first_name.into_iter().chain(row.last_name).collect();
        let name = if names.is_empty() { row.company.unwrap_or_default() } else { names.join(" ") };
        UsedBy { kind: UserKind::Employee, id: row.id, name }
    });
    Ok(users.chain(documents).chain(agreements).chain(offers).collect())
}
