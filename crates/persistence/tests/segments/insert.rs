//! Writes records of the interpreter into the tables that filters read.

use regulars_customers::number_of_date;
use regulars_filters::{
    Record, RecordAnswer, RecordAttribute, RecordCart, RecordConsent, RecordLine, RecordPurchase, TextField,
    fold,
};
use regulars_kernel::{
    BilledAmounts, BirthDate, CartId, Channel, ConsentState, CustomerId, InvoiceId, Scope, UserId,
    days_to_pay,
};
use sea_orm::Value;
use uuid::Uuid;

use crate::employments::{insert_companies, insert_employments};
use crate::fixture::Fixture;
use crate::points::{insert_points, insert_programmes};
use crate::reactions::{insert_newsletters, insert_reactions};
use crate::redemptions::{insert_campaigns_and_rewards, insert_redemptions};

/// The id that the thing with this number has, sorted by number.
pub fn id(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + (kind << 48) + number as u128)
}

/// The id of the customer with this number.
pub fn customer_id(number: usize) -> CustomerId {
    CustomerId::new(id(1, number))
}

/// The id of a customer's invoice.
pub fn invoice_id(number: usize, which: usize) -> InvoiceId {
    InvoiceId::new(id(INVOICE, number * 100 + which))
}

/// The id of a customer's cart.
pub fn cart_id(number: usize, which: usize) -> CartId {
    CartId::new(id(CART, number * 100 + which))
}

const TAG: u128 = 2;
const MEMBER: u128 = 3;
const PURCHASE: u128 = 4;
const EVENT: u128 = 5;
const BILLED: u128 = 16;
const INVOICE: u128 = 17;
const CARTED: u128 = 18;
const CART: u128 = 19;
const ANSWER: u128 = 20;
const SERVICE_CASE: u128 = 21;

/// Inserts what customers refer to: the stores and tags of the generator.
pub async fn insert_merchant_data(fixture: &Fixture, scope: Scope) {
    let merchant = scope.merchant().value();
    let now = regulars_filters::arbitrary::now();
    for store in regulars_filters::arbitrary::stores() {
        fixture
            .insert(
                "stores",
                vec![
                    ("merchant_id", merchant.into()),
                    ("id", store.value().into()),
                    ("name", "Store".into()),
                    ("created_at", now.into()),
                    ("updated_at", now.into()),
                ],
            )
            .await;
    }
    insert_newsletters(fixture, scope).await;
    insert_companies(fixture, scope).await;
    insert_programmes(fixture, merchant).await;
    insert_campaigns_and_rewards(fixture, merchant).await;
    for (survey, kind) in regulars_filters::arbitrary::surveys() {
        let columns = vec![
            ("merchant_id", merchant.into()),
            ("id", survey.value().into()),
            ("name", "Survey".into()),
            ("kind", kind.name().into()),
            ("texts", serde_json::json!({}).into()),
            ("state", "active".into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        fixture.insert("surveys", columns).await;
    }
    for attribute in regulars_filters::arbitrary::attributes() {
        let columns = vec![
            ("merchant_id", merchant.into()),
            ("id", attribute.id.value().into()),
            ("key", attribute.key.into()),
            ("name", attribute.name.into()),
            ("kind", attribute.kind.name().into()),
            ("limits", serde_json::json!({}).into()),
            ("position", 1_i64.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        fixture.insert("attribute_definitions", columns).await;
    }
    for (number, name) in regulars_filters::arbitrary::tags().iter().enumerate() {
        fixture
            .insert(
                "tags",
                vec![
                    ("merchant_id", merchant.into()),
                    ("id", id(TAG, number).into()),
                    ("name", name.as_str().into()),
                    ("name_folded", fold(name).into()),
                    ("colour", "#112233".into()),
                    ("created_at", now.into()),
                    ("updated_at", now.into()),
                ],
            )
            .await;
    }
}

/// Inserts a customer as `number`, with everything that belongs to it and some things that do not count.
pub async fn insert_record(fixture: &Fixture, scope: Scope, number: usize, record: &Record) {
    let merchant = scope.merchant().value();
    let customer = customer_id(number).value();
    let member = insert_cards(fixture, merchant, number, record).await;
    insert_customer(fixture, merchant, customer, member, record).await;
    for (number, tag) in regulars_filters::arbitrary::tags().iter().enumerate() {
        if record.tags.contains(tag) {
            let columns = vec![
                ("merchant_id", merchant.into()),
                ("customer_id", customer.into()),
                ("tag_id", id(TAG, number).into()),
            ];
            fixture.insert("customer_tags", columns).await;
        }
    }
    for (attribute, values) in &record.attributes {
        for (place, value) in values.iter().enumerate() {
            let (written, number) = match value {
                RecordAttribute::Text(text) => (Some(text.as_str()), 0),
                RecordAttribute::Number(number) => (None, *number),
                RecordAttribute::Date(date) => (None, number_of_date(*date)),
            };
            let columns = vec![
                ("merchant_id", merchant.into()),
                ("customer_id", customer.into()),
                ("attribute_id", attribute.value().into()),
                ("place", i64::try_from(place).unwrap().into()),
                ("written", written.into()),
                ("folded", written.map(fold).into()),
                ("number", number.into()),
            ];
            fixture.insert("customer_attributes", columns).await;
        }
    }
    if let Some(class) = &record.rfm {
        let mut columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("customer_id", customer.into()),
            ("class", class.as_str().into()),
        ];
        columns.extend(["recency", "frequency", "monetary"].map(|score| (score, Value::from(3_i64))));
        fixture.insert("customer_rfm", columns).await;
    }
    for (which, consent) in record.consents.iter().enumerate() {
        insert_consent(fixture, merchant, number, which, record, *consent).await;
    }
    for (which, purchase) in record.purchases.iter().enumerate() {
        insert_purchase(fixture, merchant, Some(customer), number * 100 + which, purchase).await;
    }
    for (which, billed) in record.invoices.iter().enumerate() {
        insert_invoice(fixture, merchant, customer, number * 100 + which, billed).await;
    }
    for (which, cart) in record.carts.iter().enumerate() {
        insert_cart(fixture, merchant, Some(customer), number * 100 + which, cart).await;
    }
    for (which, case) in record.cases.iter().enumerate() {
        let columns = vec![
            ("merchant_id", merchant.into()),
            ("id", id(SERVICE_CASE, number * 100 + which).into()),
            ("customer_id", customer.into()),
            ("subject", "Late".into()),
            ("state", case.state.name().into()),
            ("assignee_id", case.assignee.map(UserId::value).into()),
            ("due_on", case.due_on.into()),
            ("actor", "system".into()),
            ("created_at", case.opened_at.into()),
            ("updated_at", case.opened_at.into()),
        ];
        fixture.insert("service_cases", columns).await;
    }
    for (which, answer) in record.answers.iter().enumerate() {
        insert_answer(fixture, merchant, customer, number * 100 + which, Some(answer)).await;
    }
    if number.is_multiple_of(2) {
        // Whoever is asked has not answered.
        insert_answer(fixture, merchant, customer, number * 100 + 99, None).await;
    }
    insert_employments(fixture, merchant, customer, &record.employments).await;
    insert_points(fixture, merchant, number, record).await;
    insert_redemptions(fixture, merchant, number, record).await;
    insert_reactions(fixture, scope, number, record).await;
    if number.is_multiple_of(3)
        && let Some(purchase) = record.purchases.first()
    {
        // The same again, by nobody that is known.
        for (which, cart) in record.carts.iter().enumerate() {
            insert_cart(fixture, merchant, None, number * 100 + 50 + which, cart).await;
        }
        insert_purchase(fixture, merchant, None, number * 100 + 99, purchase).await;
    }
    if !record.purchases.is_empty() || number.is_multiple_of(2) {
        let columns = vec![
            ("merchant_id", merchant.into()),
            ("customer_id", customer.into()),
            ("purchase_count", record.purchase_count().into()),
            ("buying_gaps", record.buying_rhythm().gaps.into()),
            ("median_gap_days", record.buying_rhythm().median_gap_days.into()),
            ("next_purchase_on", record.buying_rhythm().next_expected_on.into()),
            ("purchase_total", record.purchase_total().into()),
            ("first_purchase_at", record.first_purchase_at().into()),
            ("last_purchase_at", record.last_purchase_at().into()),
        ];
        fixture.insert("customer_totals", columns).await;
    }
}

/// The member who carries the record's cards, and a card that is blocked.
async fn insert_cards(fixture: &Fixture, merchant: Uuid, number: usize, record: &Record) -> Option<Uuid> {
    if record.cards.is_empty() {
        return None;
    }
    let member = id(MEMBER, number);
    let columns = vec![
        ("id", member.into()),
        ("registered_by", merchant.into()),
        ("created_at", record.created_at.into()),
    ];
    fixture.insert("members", columns).await;
    let active = record.cards.iter().map(|card| (card.number.clone(), card.form.clone(), "active"));
    let blocked = (format!("29X{number:09}"), "phone".to_owned(), "blocked");
    for (card, form, status) in active.chain([blocked]) {
        let columns = vec![
            ("number", card.into()),
            ("member_id", member.into()),
            ("status", status.into()),
            ("form", form.into()),
            ("issued_by", merchant.into()),
            ("created_at", record.created_at.into()),
            ("updated_at", record.created_at.into()),
        ];
        fixture.insert("cards", columns).await;
    }
    Some(member)
}

async fn insert_customer(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Uuid,
    member: Option<Uuid>,
    record: &Record,
) {
    let mut columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", customer.into()),
        ("member_id", member.into()),
        ("customer_type", record.customer_type.clone().into()),
        ("regular_since", record.regular_since.into()),
        ("last_utm_at", record.last_utm_at.into()),
        ("gender", record.gender.clone().into()),
        ("email", record.email.clone().into()),
        ("email_folded", record.email.as_deref().map(fold).into()),
        ("email_verified_at", record.email_verified.then_some(record.created_at).into()),
        ("phone", record.phone.clone().into()),
        ("birth_date", record.birth_date.and_then(BirthDate::date).into()),
        ("birth_month_day", record.birth_date.map(|born| i64::from(born.month_day())).into()),
        ("language", record.language.clone().into()),
        ("country", record.country.clone().into()),
        ("attributes", serde_json::json!({}).into()),
        ("created_by", record.created_by.clone().into()),
        ("search_text", "".into()),
        ("created_at", record.created_at.into()),
        ("updated_at", record.updated_at.into()),
    ];
    let mut texts = record.texts.clone();
    texts.extend(record.external_id.clone().map(|text| (TextField::ExternalId, text)));
    let compared: Vec<_> =
        texts.iter().map(|(field, text)| (format!("{field}_folded"), fold(text))).collect();
    columns.extend(texts.iter().map(|(field, text)| (field.name(), text.as_str().into())));
    columns.extend(compared.iter().map(|(column, text)| (column.as_str(), text.as_str().into())));
    fixture.insert("customers", columns).await;
}

/// A statement about the present address, or about none where that holds for every address.
async fn insert_consent(
    fixture: &Fixture,
    merchant: Uuid,
    number: usize,
    which: usize,
    record: &Record,
    consent: RecordConsent,
) {
    let address = match consent.channel {
        Some(_) if number % 4 == 1 && consent.state != ConsentState::Granted => None,
        Some(Channel::Email) => record.email.as_deref().map(fold),
        Some(Channel::Sms) => record.phone.clone(),
        _ => None,
    };
    insert_statement(fixture, merchant, number, which, consent, address).await;
}

/// Inserts a statement about an address.
pub async fn insert_statement(
    fixture: &Fixture,
    merchant: Uuid,
    number: usize,
    which: usize,
    consent: RecordConsent,
    address: Option<String>,
) {
    let now = regulars_filters::arbitrary::now();
    let event = id(EVENT, number * 100 + which);
    let statement: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("customer_id", customer_id(number).value().into()),
        ("purpose", consent.purpose.name().into()),
        ("channel", consent.channel.map_or("", Channel::name).into()),
        ("state", consent.state.name().into()),
        ("address", address.into()),
        ("source", "form".into()),
    ];
    let mut entry = statement.clone();
    entry.extend([
        ("id", event.into()),
        ("sequence", (i64::try_from(which).unwrap() + 1).into()),
        ("actor_kind", "system".into()),
        ("occurred_at", now.into()),
        ("recorded_at", now.into()),
        ("commitment", vec![0_u8].into()),
        ("previous_hash", vec![0_u8].into()),
        ("hash", vec![0_u8].into()),
    ]);
    fixture.insert("consent_events", entry).await;
    let mut standing = statement;
    standing.extend([("since", now.into()), ("event_id", event.into())]);
    fixture.insert("consent_states", standing).await;
}

/// Inserts a cart. The purchase that came of it is nobody's here, so that it counts in no other figure.
async fn insert_cart(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Option<Uuid>,
    number: usize,
    cart: &RecordCart,
) {
    let now = regulars_filters::arbitrary::now();
    let purchase = cart.times.bought_at.map(|_| id(CARTED, number));
    if let (Some(purchase), Some(bought_at)) = (purchase, cart.times.bought_at) {
        let columns = vec![
            ("merchant_id", merchant.into()),
            ("id", purchase.into()),
            ("source", "carts".into()),
            ("business_date", bought_at.date_naive().into()),
            ("receipt_number", number.to_string().into()),
            ("fingerprint", vec![0_u8].into()),
            ("occurred_at", bought_at.into()),
            ("recorded_at", now.into()),
            ("clock_skewed", false.into()),
            ("currency", "RSD".into()),
            ("total", cart.total.into()),
            ("refunded_total", 0_i64.into()),
            ("fully_refunded", false.into()),
            ("tenders", serde_json::json!([]).into()),
            ("coupons", serde_json::json!([]).into()),
        ];
        fixture.insert("purchases", columns).await;
    }
    let columns = vec![
        ("merchant_id", merchant.into()),
        ("id", id(CART, number).into()),
        ("external_id", number.to_string().into()),
        ("customer_id", customer.into()),
        ("stage", "cart".into()),
        ("currency", "RSD".into()),
        ("lines", serde_json::json!([]).into()),
        ("total", cart.total.into()),
        ("changed_at", now.into()),
        ("abandons_at", cart.times.abandons_at.into()),
        ("recoverable_until", cart.times.expires_at.into()),
        ("expires_at", cart.times.expires_at.into()),
        ("purchase_id", purchase.into()),
        ("bought_at", cart.times.bought_at.into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    fixture.insert("carts", columns).await;
}

/// Inserts an invoice. The purchase that it is is nobody's here, so that it counts in no other figure.
async fn insert_invoice(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Uuid,
    number: usize,
    billed: &BilledAmounts,
) {
    let now = regulars_filters::arbitrary::now();
    let BilledAmounts { amounts, issued_on, due_on, last_paid_on } = *billed;
    let columns = vec![
        ("merchant_id", merchant.into()),
        ("id", id(BILLED, number).into()),
        ("source", "invoices".into()),
        ("business_date", issued_on.into()),
        ("receipt_number", number.to_string().into()),
        ("fingerprint", vec![0_u8].into()),
        ("occurred_at", now.into()),
        ("recorded_at", now.into()),
        ("clock_skewed", false.into()),
        ("currency", "RSD".into()),
        ("total", amounts.total.into()),
        ("refunded_total", amounts.credited.into()),
        ("fully_refunded", (amounts.credited == amounts.total).into()),
        ("tenders", serde_json::json!([]).into()),
        ("coupons", serde_json::json!([]).into()),
    ];
    fixture.insert("purchases", columns).await;
    let columns = vec![
        ("merchant_id", merchant.into()),
        ("id", id(INVOICE, number).into()),
        ("number", number.to_string().into()),
        ("number_key", number.to_string().into()),
        ("purchase_id", id(BILLED, number).into()),
        ("customer_id", customer.into()),
        ("issued_on", issued_on.into()),
        ("due_on", due_on.into()),
        ("currency", "RSD".into()),
        ("total", amounts.total.into()),
        ("paid_total", amounts.paid.into()),
        ("last_paid_on", last_paid_on.into()),
        ("paid_after_days", last_paid_on.map(|day| days_to_pay(issued_on, day)).into()),
        ("actor", "system".into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    fixture.insert("invoices", columns).await;
}

/// Inserts an answer, or an invitation without one.
async fn insert_answer(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Uuid,
    number: usize,
    answer: Option<&RecordAnswer>,
) {
    let (survey, kind) = match answer {
        Some(answer) => (answer.survey, answer.kind),
        None => regulars_filters::arbitrary::surveys()[0],
    };
    let columns = vec![
        ("merchant_id", merchant.into()),
        ("id", id(ANSWER, number).into()),
        ("survey_id", survey.value().into()),
        ("kind", kind.name().into()),
        ("customer_id", customer.into()),
        ("invited_at", regulars_filters::arbitrary::now().into()),
        ("score", answer.map(|answer| answer.score).into()),
        ("answered_at", answer.map(|answer| answer.answered_at).into()),
    ];
    fixture.insert("survey_invitations", columns).await;
}

async fn insert_purchase(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Option<Uuid>,
    number: usize,
    purchase: &RecordPurchase,
) {
    let refunded: i64 = purchase.lines.iter().enumerate().map(|(line, kept)| refund(line, kept).1).sum();
    let columns = vec![
        ("merchant_id", merchant.into()),
        ("id", id(PURCHASE, number).into()),
        ("source", "till".into()),
        ("business_date", purchase.business_date.into()),
        ("receipt_number", number.to_string().into()),
        ("fingerprint", vec![0_u8].into()),
        ("customer_id", customer.into()),
        ("store_id", purchase.store.map(regulars_kernel::StoreId::value).into()),
        ("occurred_at", purchase.occurred_at.into()),
        ("recorded_at", purchase.occurred_at.into()),
        ("clock_skewed", false.into()),
        ("currency", "RSD".into()),
        ("total", (purchase.total + refunded).into()),
        ("refunded_total", refunded.into()),
        ("fully_refunded", purchase.fully_refunded.into()),
        ("tenders", serde_json::json!([]).into()),
        ("coupons", serde_json::json!([]).into()),
    ];
    fixture.insert("purchases", columns).await;
    for (index, line) in purchase.lines.iter().enumerate() {
        insert_line(fixture, merchant, number, index, line).await;
    }
    // A rounding line is no line of goods.
    let rounding = RecordLine { sku: String::new(), category: None, quantity: 1000, total: 3 };
    insert_line(fixture, merchant, number, purchase.lines.len(), &rounding).await;
}

/// What was given back of a line: quantity and total. Everything, if nothing is left of it.
fn refund(index: usize, line: &RecordLine) -> (i64, i64) {
    match index % 2 {
        0 if line.quantity != 0 => (0, 0),
        _ => (250, 300),
    }
}

async fn insert_line(fixture: &Fixture, merchant: Uuid, purchase: usize, index: usize, line: &RecordLine) {
    let rounding = line.sku.is_empty();
    let (quantity, total) = if rounding { (0, 0) } else { refund(index, line) };
    let columns = vec![
        ("merchant_id", merchant.into()),
        ("purchase_id", id(PURCHASE, purchase).into()),
        ("line", (i64::try_from(index).unwrap() + 1).into()),
        ("kind", if rounding { "rounding" } else { "item" }.into()),
        ("sku", (!rounding).then(|| line.sku.clone()).into()),
        ("category", line.category.clone().into()),
        ("quantity", (line.quantity + quantity).into()),
        ("unit_price", 100_i64.into()),
        ("discount", 0_i64.into()),
        ("total", (line.total + total).into()),
        ("refunded_quantity", quantity.into()),
        ("refunded_total", total.into()),
    ];
    fixture.insert("purchase_lines", columns).await;
}
