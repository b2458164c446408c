//! What was recorded before receipts had the instant as of which they count.

use regulars_migrations::Migrator;
use regulars_persistence::Database;
use regulars_purchases::{ReceiptLine, RefundOutcome};
use sea_orm::DbBackend;
use sea_orm_migration::MigratorTrait;

use super::fixture::{Fixture, card, instant, on_empty_database, part, receipt, refund};

const STEP: &str = "m0012_receipts_as_they_come";

async fn bought(fixture: &Fixture, number: &str, customer: uuid::Uuid, occurred_at: &str) {
    let (id, merchant) = (fixture.environment.new_id(), fixture.scope.merchant().value());
    let json = if fixture.backend() == DbBackend::Sqlite { "'[]'" } else { "'[]'::jsonb" };
    fixture
        .execute(
            &format!(
                "INSERT INTO purchases (merchant_id, id, source, business_date, receipt_number, fingerprint,
                     customer_id, occurred_at, recorded_at, clock_skewed, currency, total, refunded_total,
                     fully_refunded, tenders, coupons)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, 'RSD', 500, 0, false, {json}, {json})"
            ),
            vec![
                merchant.into(),
                id.into(),
                "till".into(),
                instant(occurred_at).date_naive().into(),
                number.into(),
                vec![0_u8; 32].into(),
                customer.into(),
                instant(occurred_at).into(),
                instant("2026-11-20T12:00:00Z").into(),
            ],
        )
        .await;
    fixture
        .execute(
            "INSERT INTO purchase_lines (merchant_id, purchase_id, line, kind, sku, quantity, unit_price, discount,
                 total, refunded_quantity, refunded_total)
             VALUES ($1, $2, 1, 'item', '100', 1000, 500, 0, 500, 0, 0)",
            vec![merchant.into(), id.into()],
        )
        .await;
}

#[tokio::test]
async fn what_was_recorded_before_goes_by_the_same_rules() {
    on_empty_database(|settings| async move {
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        let steps = Migrator::migrations();
        let before = steps.iter().position(|step| step.name() == STEP).unwrap();
        Migrator::up(&raw, Some(u32::try_from(before).unwrap())).await.unwrap();
        let fixture = Fixture::on(&settings, raw).await;
        let (odd, plain) = (fixture.customer("+381641234567").await, fixture.customer("+381641234568").await);
        for (number, occurred_at) in
            [("1", "1970-01-01T00:00:00Z"), ("2", "2031-05-05T10:00:00Z"), ("3", "2026-11-01T10:00:00Z")]
        {
            bought(&fixture, number, odd, occurred_at).await;
        }
        bought(&fixture, "4", plain, "2026-10-01T10:00:00Z").await;
        for (customer, first, last) in [
            (odd, "1970-01-01T00:00:00Z", "2031-05-05T10:00:00Z"),
            (plain, "2026-10-01T10:00:00Z", "2026-10-01T10:00:00Z"),
        ] {
            fixture
                .execute(
                    "INSERT INTO customer_totals (merchant_id, customer_id, purchase_count, purchase_total,
                         first_purchase_at, last_purchase_at)
                     VALUES ($1, $2, 1, 500, $3, $4)",
                    vec![
                        fixture.scope.merchant().value().into(),
                        customer.into(),
                        instant(first).into(),
                        instant(last).into(),
                    ],
                )
                .await;
        }
        Migrator::up(&fixture.raw, None).await.unwrap();

        let dates = "SELECT CAST(first_purchase_at AS TEXT) || ' ' || CAST(last_purchase_at AS TEXT)
             FROM customer_totals WHERE merchant_id = $1 ORDER BY 1";
        let dates = fixture.rows(dates).await;
        let day = |text: &str| text.split(['T', ' ']).next().unwrap().to_owned();
        assert!(dates[0].starts_with("2026-10-01"), "{dates:?}");
        assert_eq!(day(&dates[1]), "2026-11-01", "{dates:?}");
        assert!(dates[1].contains("2026-11-20") && !dates[1].contains("2031"), "{dates:?}");
        let lines = fixture.rows("SELECT sku FROM purchase_lines WHERE merchant_id = $1").await;
        assert_eq!(lines.len(), 4);

        // What was there works on as before, and what is new is taken.
        fixture.member("9001", "active").await;
        let mut back = receipt("5", card("9001"));
        back.lines = vec![ReceiptLine {
            quantity: regulars_kernel::Quantity::from_thousandths(-1000),
            total: -100,
            ..super::fixture::item("100", "1", 100, 100)
        }];
        back.total = -100;
        fixture.record(back).await.unwrap();
        let mut given_back = refund("R1", &receipt("3", None), vec![part(1, "1")]);
        given_back.receipt = regulars_purchases::ReceiptReference::Receipt {
            source: Some("till".parse().unwrap()),
            number: "3".parse().unwrap(),
            business_date: None,
            occurred_at: None,
        };
        let applied = fixture.refund(given_back).await.unwrap();
        assert!(matches!(applied, RefundOutcome::Applied(_)), "{applied:?}");
    })
    .await;
}
