use regulars_customers::{CustomerReads, DataConsent, NewCustomer, create_customer};
use regulars_flows::{CardParts, TimelineKind, TimelinePosition, read_customer_card};
use regulars_kernel::{CustomerId, MerchantCalendar, PageSize};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::bounds::Bounds;
use super::sources::{SOURCES, push_source};
use crate::trial::{Statements, on_each_database};
use crate::wall::{FromRow, ScopedQuery, ScopedSql, values};

#[derive(FromRow)]
struct Step {
    detail: String,
}

/// By which index each source is found, in their order, and whether its rows are sorted: of what is sorted a customer has
/// little.
const FOUND_BY: [(&str, bool); 26] = [
    ("PRIMARY KEY (merchant_id=? AND id=?)", false),
    ("cards_member", false),
    ("consent_events_chain", true),
    ("deliveries_customer", true),
    ("confirmation_tokens_customer", false),
    ("company_offer_mails_of_customer", false),
    ("card_links_of_customer", false),
    ("newsletter_hits_customer", false),
    ("purchases_customer", false),
    ("purchases_with_refunds", true),
    ("invoices_of_customer", true),
    ("invoices_of_customer", true),
    ("PRIMARY KEY (merchant_id=? AND customer_id=?", false),
    ("interactions_of_customer", false),
    ("audit_events_customer", false),
    ("service_cases_of_customer", false),
    ("customer_files_of_customer", true),
    ("carts_of_customer", false),
    ("survey_invitations_of_customer", true),
    ("survey_invitations_of_customer", false),
    ("customer_mails_of_customer", false),
    ("custom_events_of_customer", false),
    ("point_awards_of_customer", false),
    ("referrals_once", false),
    ("referral_codes_of_customer", true),
    ("coupon_codes_of_holder", false),
];

/// What is planned without statistics is planned from the indexes alone, on SQLite.
#[tokio::test]
async fn every_source_is_found_by_the_customer() {
    const EXPLAIN: ScopedSql = ScopedSql::new(
        "EXPLAIN QUERY PLAN WITH customer AS (SELECT id, member_id, created_at, created_by FROM customers
             WHERE merchant_id = $1 AND id = $2) ",
    );
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        assert_eq!(SOURCES.len(), FOUND_BY.len());
        for (source, (index, is_sorted)) in SOURCES.iter().zip(FOUND_BY) {
            for rank in [None, Some(0), Some(1_000)] {
                let plan = trial
                    .read(shop, async move |tx| {
                        if tx.backend() != DbBackend::Sqlite {
                            return None;
                        }
                        let at = "2026-11-21T10:00:00Z".parse().unwrap();
                        let before = rank.map(|rank| TimelinePosition { at, rank, id: Uuid::max() });
                        let bounds = Bounds { before, from: Some(at), to: Some(at) };
                        let customer = CustomerId::new(Uuid::nil());
                        let mut query = ScopedQuery::new(EXPLAIN, tx.backend(), values![customer.value()]);
                        push_source(&mut query, source, tx.backend(), customer, (&bounds, 11));
                        let steps: Vec<Step> = tx.query(query).await.unwrap();
                        Some(steps.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("\n"))
                    })
                    .await;
                let Some(plan) = plan else { continue };
                assert!(plan.contains(index), "{index}: {plan}");
                assert_eq!(plan.contains("TEMP B-TREE FOR ORDER BY"), is_sorted, "{index}: {plan}");
            }
        }
    })
    .await;
}

/// The record, with what hangs on it: two. The short lists, purchases, and what the timeline has: one each. Segments and invoices: two
/// each.
#[tokio::test]
async fn a_whole_card_takes_nine_statements() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let customer = trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let source = "form".parse().unwrap();
                    let data_consent = Some(DataConsent { source, text_version: None });
                    let new = NewCustomer { data_consent, ..NewCustomer::default() };
                    let made =
                        create_customer(tx, &stage.environment, &stage.calendar, stage.scope, new).await;
                    made.unwrap().customer.id
                })
            })
            .await;
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        let today = Some("2026-11-21".parse().unwrap());
        let parts = CardParts {
            consents: true,
            purchases: true,
            operations: true,
            messages: true,
            interactions: true,
            rfm: true,
            cards: true,
            cases: true,
            surveys: true,
            carts: true,
            segments: Some((MerchantCalendar::of_zone("Europe/Belgrade").unwrap(), now)),
            invoices: today,
            companies: today,
            timeline: Some(vec![TimelineKind::Purchase]),
        };
        let statements = Statements::default();
        let _guard = tracing::subscriber::set_default(statements.clone());
        let card = trial
            .read(shop, async move |tx| {
                let record = tx.find_customer(customer).await.unwrap().unwrap();
                read_customer_card(tx, &record, &parts, PageSize::ONE).await.unwrap()
            })
            .await;
        assert_eq!(statements.taken(), 9);
        assert_eq!((card.consents, card.interactions), (Some(Vec::new()), Some(Vec::new())));
        assert_eq!((card.companies, card.carts), (Some(Vec::new()), Some(Vec::new())));
    })
    .await;
}
