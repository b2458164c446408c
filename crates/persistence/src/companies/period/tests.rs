//! Days as SQL has them against days as Rust has them.

use chrono::TimeDelta;
use regulars_companies::{Company, CompanyProfile, CompanyStore, EmployeeStore, Employment};
use regulars_kernel::{
    CompanyId, CustomerId, Date, EmployeeRole, Environment, Personal, PostalAddress, StoreError,
};
use uuid::Uuid;

use crate::trial::on_each_database;
use crate::wall::{FromRow, ScopedSql, values};

#[derive(FromRow)]
struct Told {
    company_id: Uuid,
    customer_id: Uuid,
    is_current: i64,
    is_main: i64,
}

const TELL: ScopedSql = ScopedSql::new(concat!(
    "SELECT e.company_id, e.customer_id, CAST(CASE WHEN ",
    super::is_current!("$2"),
    " THEN 1 ELSE 0 END AS bigint) AS is_current, CAST(CASE WHEN ",
    super::is_main!("$2"),
    " THEN 1 ELSE 0 END AS bigint) AS is_main FROM company_employees AS e WHERE e.merchant_id = $1"
));

pub(crate) fn company(environment: &Environment) -> Company {
    let now = environment.now();
    let profile = CompanyProfile {
        name: Personal::new("Pekara".parse().unwrap()),
        legal_name: None,
        tax_number: None,
        registration_number: None,
        address: PostalAddress::default(),
        email: None,
        phone: None,
        website: None,
        note: None,
    };
    let id = CompanyId::new(environment.new_id());
    Company { id, profile, archived_at: None, created_at: now, updated_at: now }
}

/// Three companies, and customers with every choice of days and of what was said last to be the main one.
fn employments(companies: &[CompanyId], environment: &Environment, today: Date) -> Vec<Employment> {
    let days = [None, today.pred_opt(), Some(today), today.succ_opt()];
    let now = environment.now();
    let mut made = Vec::new();
    for (number, (since, until)) in
        days.iter().flat_map(|since| days.iter().map(move |until| (*since, *until))).enumerate()
    {
        if matches!((since, until), (Some(since), Some(until)) if until < since) {
            continue;
        }
        let customer = CustomerId::new(environment.new_id());
        for (place, company) in companies.iter().enumerate() {
            let is_first = place == 0;
            let said = i64::try_from((number + place) % 3).unwrap();
            made.push(Employment {
                company: *company,
                customer,
                role: EmployeeRole::Other,
                job_title: None,
                since: since.filter(|_| is_first),
                until: until.filter(|_| is_first || number % 2 == 0),
                main_at: match said {
                    0 => Employment::NEVER_MAIN,
                    hours => now + TimeDelta::hours(hours),
                },
                created_at: now,
                updated_at: now,
            });
        }
    }
    made
}

#[tokio::test]
async fn sql_and_rust_agree_on_who_works_where_and_which_is_the_main_company() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let today: Date = "2026-11-21".parse().unwrap();
        let environment = Environment::system();
        let companies: Vec<Company> = (0..3).map(|_| company(&environment)).collect();
        let ids: Vec<CompanyId> = companies.iter().map(|company| company.id).collect();
        let all = employments(&ids, &environment, today);
        let kept = all.clone();
        trial
            .database()
            .write(shop, move |tx| {
                Box::pin(async move {
                    for company in &companies {
                        tx.insert_company(company).await?;
                    }
                    for employment in &kept {
                        tx.insert_employment(employment).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .unwrap();
        let told: Vec<Told> =
            trial.read(shop, async move |tx| tx.all(TELL, values![today]).await.unwrap()).await;
        assert_eq!(told.len(), all.len());
        let still = |employment: &&Employment| employment.until.is_none_or(|until| until >= today);
        for Told { company_id, customer_id, is_current, is_main } in told {
            let (company, customer) = (CompanyId::new(company_id), CustomerId::new(customer_id));
            let of_customer = || all.iter().filter(|one| one.customer == customer);
            let this = of_customer().find(|one| one.company == company).unwrap();
            assert_eq!(is_current == 1, this.is_current(today), "{this:?}");
            let main = of_customer().filter(still).max_by_key(|one| (one.main_at, one.company));
            assert_eq!(is_main == 1, main == Some(this), "{this:?}");
        }
    })
    .await;
}
