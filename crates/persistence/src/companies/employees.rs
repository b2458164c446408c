//! Employees as they are found and listed. Who was merged is no customer any more, and in none of them.

use regulars_companies::{Employee, EmployeeQuery, EmployerOf};
use regulars_kernel::{CompanyId, CustomerId, Date, Page, PageRequest, Personal, StoreError};
use sea_orm::Value;

use super::employee_row::EmployeeRow;
use super::period::is_main;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, values};

macro_rules! employee_columns {
    () => {
        concat!(
            "e.company_id, e.customer_id, e.role, e.job_title, e.since_on, e.until_on, e.main_at, e.created_at,
             e.updated_at, c.first_name, c.last_name, c.company, CAST(CASE WHEN ",
            is_main!("$2"),
            " THEN 1 ELSE 0 END AS bigint) AS is_main"
        )
    };
}

/// `$2` is today.
const SELECT: ScopedSql = ScopedSql::new(concat!(
    "SELECT ",
    employee_columns!(),
    " FROM company_employees AS e JOIN customers AS c ON c.merchant_id = $1 AND c.id = e.customer_id
     WHERE e.merchant_id = $1"
));

pub(super) async fn find(
    tx: &ReadTx,
    company: CompanyId,
    customer: CustomerId,
    today: Date,
) -> Result<Option<Employee>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![today]);
    let which = values![company.value(), customer.value()];
    query.push(" AND e.company_id = ? AND e.customer_id = ?", which);
    let rows: Vec<EmployeeRow> = tx.query(query).await?;
    rows.into_iter().next().map(Employee::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    asked: EmployeeQuery,
    page: PageRequest<CustomerId>,
) -> Result<Page<Employee, CustomerId>, StoreError> {
    let EmployeeQuery { company, role, current, today } = asked;
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![today]);
    query.push(" AND e.company_id = ?", values![company.value()]);
    if let Some(role) = role {
        query.push(" AND e.role = ?", values![role.name()]);
    }
    if let Some(current) = current {
        let text = "(e.since_on IS NULL OR e.since_on <= ?) AND (e.until_on IS NULL OR e.until_on >= ?)";
        let text = if current { format!(" AND {text}") } else { format!(" AND NOT ({text})") };
        query.push(&text, values![today, today]);
    }
    if let Some(after) = page.after {
        query.push(" AND e.customer_id > ?", values![after.value()]);
    }
    query.push(" ORDER BY e.customer_id LIMIT ?", [Value::from(i64::from(page.size.get()) + 1)]);
    let rows: Vec<EmployeeRow> = tx.query(query).await?;
    let employees = rows.into_iter().map(Employee::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(employees, page.size, |employee| employee.employment.customer))
}

pub(super) async fn count(tx: &ReadTx, company: CompanyId) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Counted {
        found: i64,
    }
    const COUNT: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS found FROM company_employees AS e
         JOIN customers AS c ON c.merchant_id = $1 AND c.id = e.customer_id
         WHERE e.merchant_id = $1 AND e.company_id = $2",
    );
    let counted: Counted = tx.one(COUNT, values![company.value()]).await?;
    Ok(counted.found)
}

/// The companies for which a customer works or did, as [`EmployerRow`]s: `$2` is today, `$3` the customer, `$4` how many at most.
pub(crate) const EMPLOYERS: &str = concat!(
    "SELECT y.name AS employer, ",
    employee_columns!(),
    " FROM company_employees AS e JOIN customers AS c ON c.merchant_id = $1 AND c.id = e.customer_id
     JOIN companies AS y ON y.merchant_id = $1 AND y.id = e.company_id
     WHERE e.merchant_id = $1 AND e.customer_id = $3 ORDER BY e.main_at DESC, e.company_id DESC LIMIT $4"
);

/// An employment with the name of the company.
#[derive(FromRow)]
pub(crate) struct EmployerRow {
    employer: String,
    #[nested]
    employee: EmployeeRow,
}

impl TryFrom<EmployerRow> for EmployerOf {
    type Error = StoreError;

    fn try_from(EmployerRow { employer, employee }: EmployerRow) -> Result<Self, StoreError> {
        let name = employer.parse().map_err(|error| inconsistent("companies", error))?;
        Ok(Self { name: Personal::new(name), employee: employee.try_into()? })
    }
}
