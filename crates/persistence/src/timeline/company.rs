//! What happened with a company, from every table that tells something: one statement for a page.

use async_trait::async_trait;
use regulars_flows::{
    CompanyTimelineEntry, CompanyTimelineItem, CompanyTimelineQuery, CompanyTimelineReads, EmploymentDays,
    EmploymentPeriod, TimelinePosition,
};
use regulars_kernel::{CompanyId, CustomerId, Date, StoreError};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::bounds::Bounds;
use super::company_sources::{DOCUMENTS, OF_EMPLOYEES, OFFER_DECISIONS, OFFERS, push_company_source};
use super::entry_row::EntryRow;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes, values};

#[in_reads_and_writes]
#[async_trait]
impl CompanyTimelineReads for ReadTx {
    async fn days_of_employees(&mut self, company: CompanyId) -> Result<Vec<EmploymentDays>, StoreError> {
        #[derive(FromRow)]
        struct DaysRow {
            customer_id: Uuid,
            since_on: Option<Date>,
            until_on: Option<Date>,
        }
        const DAYS: ScopedSql = ScopedSql::new(
            "SELECT e.customer_id, e.since_on, e.until_on FROM company_employees AS e
             JOIN customers AS c ON c.merchant_id = $1 AND c.id = e.customer_id
             WHERE e.merchant_id = $1 AND e.company_id = $2",
        );
        let rows: Vec<DaysRow> = self.all(DAYS, values![company.value()]).await?;
        let days = rows.into_iter().map(|DaysRow { customer_id, since_on, until_on }| EmploymentDays {
            customer: CustomerId::new(customer_id),
            since: since_on,
            until: until_on,
        });
        Ok(days.collect())
    }

    async fn newest_of_company(
        &mut self,
        company: CompanyId,
        employees: &[EmploymentPeriod],
        query: &CompanyTimelineQuery,
        before: Option<TimelinePosition>,
        most: u16,
    ) -> Result<Vec<CompanyTimelineEntry>, StoreError> {
        const HEAD: ScopedSql = ScopedSql::new(
            "WITH company AS (SELECT y.id FROM companies AS y WHERE y.merchant_id = $1 AND y.id = $2),
                 employment (customer_id, from_at, to_at) AS (VALUES ",
        );
        let bounds = Bounds { before, from: query.from, to: query.to };
        let of_employees = OF_EMPLOYEES.iter().filter(|source| query.kinds.contains(&source.kind));
        let own =
            [(query.documents, DOCUMENTS), (query.offers, OFFERS), (query.offer_decisions, OFFER_DECISIONS)];
        let own = own.into_iter().filter(|(is_asked, _)| *is_asked).flat_map(|(_, sources)| sources);
        let sources: Vec<_> = of_employees.chain(own).collect();
        if sources.is_empty() {
            return Ok(Vec::new());
        }
        let mut selected = ScopedQuery::new(HEAD, self.backend(), values![company.value()]);
        let row = match self.backend() {
            DbBackend::Sqlite => "(?, ?, ?)",
            _ => "(CAST(? AS uuid), CAST(? AS timestamptz), CAST(? AS timestamptz))",
        };
        // Nobody is one who has no id.
        let nobody = [EmploymentPeriod { customer: CustomerId::new(Uuid::nil()), from: None, to: None }];
        let employees = if employees.is_empty() { &nobody } else { employees };
        for (place, EmploymentPeriod { customer, from, to }) in employees.iter().enumerate() {
            selected.push(if place == 0 { "" } else { ", " }, []);
            selected.push(row, values![customer.value(), *from, *to]);
        }
        selected.push(") ", []);
        for (place, source) in sources.into_iter().enumerate() {
            selected.push(if place == 0 { "" } else { " UNION ALL " }, []);
            push_company_source(&mut selected, source, self.backend(), &bounds, most);
        }
        let rows: Vec<EntryRow> = self.query(selected).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        let entries = rows.into_iter().map(|row| {
            if row.is_of_company() {
                return row.company_entry();
            }
            let customer = row.customer()?;
            let entry = row.entry(keys, merchant, customer)?;
            let item = CompanyTimelineItem::OfEmployee(customer, entry.item);
            Ok(CompanyTimelineEntry { position: entry.position, item })
        });
        let entries = entries.collect::<Result<Vec<_>, StoreError>>()?;
        Ok(entries.into_iter().filter(|entry| bounds.has(entry.position)).collect())
    }
}
