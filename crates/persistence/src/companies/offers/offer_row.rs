//! An offer and its earlier versions as rows.

use regulars_companies::{
    DiscountPercent, MailedOffer, Offer, OfferLine, OfferTerms, SupersededOffer, WhoDecided,
};
use regulars_kernel::{
    CompanyId, Currency, CustomerId, Date, Instant, Label, LineTax, LongText, OfferId, Personal,
    PriceAgreementId, Quantity, StoreError, TaxPercent,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "company_offers";

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

#[derive(Serialize, Deserialize)]
struct LineJson {
    sku: Option<String>,
    category: Option<String>,
    description: String,
    /// In thousandths.
    quantity: i64,
    unit_price: i64,
    /// In hundredths of a percent.
    discount: Option<i64>,
    agreement: Option<Uuid>,
    /// Lines from before there were units and taxes have neither.
    unit: Option<String>,
    tax: Option<TaxJson>,
}

#[derive(Serialize, Deserialize)]
struct TaxJson {
    category: String,
    /// In hundredths of a percent.
    percent: i64,
}

impl From<LineTax> for TaxJson {
    fn from(tax: LineTax) -> Self {
        Self { category: tax.category().name().to_owned(), percent: tax.percent().hundredths() }
    }
}

impl TryFrom<TaxJson> for LineTax {
    type Error = StoreError;

    fn try_from(TaxJson { category, percent }: TaxJson) -> Result<Self, StoreError> {
        let category = category.parse().map_err(wrong)?;
        let percent = TaxPercent::from_hundredths(percent).map_err(wrong)?;
        Self::new(category, percent).map_err(wrong)
    }
}

impl From<&OfferLine> for LineJson {
    fn from(line: &OfferLine) -> Self {
        let OfferLine { sku, category, description, quantity, unit, unit_price, discount, tax, agreement } =
            line;
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        Self {
            sku: text(sku),
            category: text(category),
            description: description.expose().as_str().to_owned(),
            quantity: quantity.thousandths(),
            unit_price: *unit_price,
            discount: discount.map(DiscountPercent::hundredths),
            agreement: agreement.map(PriceAgreementId::value),
            unit: text(unit),
            tax: tax.map(TaxJson::from),
        }
    }
}

impl TryFrom<LineJson> for OfferLine {
    type Error = StoreError;

    fn try_from(line: LineJson) -> Result<Self, StoreError> {
        let label = |text: Option<String>| text.map(|text| text.parse::<Label>()).transpose().map_err(wrong);
        let discount = line.discount.map(DiscountPercent::from_hundredths).transpose().map_err(wrong)?;
        Ok(Self {
            sku: label(line.sku)?,
            category: label(line.category)?,
            description: Personal::new(line.description.parse().map_err(wrong)?),
            quantity: Quantity::from_thousandths(line.quantity),
            unit: label(line.unit)?,
            unit_price: line.unit_price,
            discount,
            tax: line.tax.map(LineTax::try_from).transpose()?,
            agreement: line.agreement.map(PriceAgreementId::new),
        })
    }
}

/// What is offered.
#[derive(FromRow, RowColumns)]
struct TermsRow {
    title: String,
    message: Option<String>,
    currency: String,
    valid_until: Date,
    lines: serde_json::Value,
    total: i64,
}

impl TryFrom<&OfferTerms> for TermsRow {
    type Error = StoreError;

    fn try_from(terms: &OfferTerms) -> Result<Self, StoreError> {
        let OfferTerms { title, message, currency, valid_until, lines, total } = terms;
        let lines: Vec<LineJson> = lines.iter().map(LineJson::from).collect();
        Ok(Self {
            title: title.expose().as_str().to_owned(),
            message: message.as_ref().map(|message| message.expose().as_str().to_owned()),
            currency: currency.code().to_owned(),
            valid_until: *valid_until,
            lines: serde_json::to_value(lines).map_err(wrong)?,
            total: *total,
        })
    }
}

impl TryFrom<TermsRow> for OfferTerms {
    type Error = StoreError;

    fn try_from(row: TermsRow) -> Result<Self, StoreError> {
        let lines: Vec<LineJson> = serde_json::from_value(row.lines).map_err(wrong)?;
        Ok(Self {
            title: Personal::new(row.title.parse().map_err(wrong)?),
            message: row.message.map(long).transpose()?,
            currency: Currency::from_stored(&row.currency).map_err(wrong)?,
            valid_until: row.valid_until,
            lines: lines.into_iter().map(OfferLine::try_from).collect::<Result<_, _>>()?,
            total: row.total,
        })
    }
}

fn long(text: String) -> Result<Personal<LongText>, StoreError> {
    text.parse().map(Personal::new).map_err(wrong)
}

/// Who decided, as two columns have it.
#[derive(FromRow, RowColumns)]
struct WhoRow {
    decided_name: Option<String>,
    decided_remark: Option<String>,
}

impl From<&WhoDecided> for WhoRow {
    fn from(who: &WhoDecided) -> Self {
        let WhoDecided { name, remark } = who;
        Self {
            decided_name: name.as_ref().map(|name| name.expose().as_str().to_owned()),
            decided_remark: remark.as_ref().map(|remark| remark.expose().as_str().to_owned()),
        }
    }
}

impl TryFrom<WhoRow> for WhoDecided {
    type Error = StoreError;

    fn try_from(row: WhoRow) -> Result<Self, StoreError> {
        let name = row.decided_name.map(|name| name.parse().map(Personal::new)).transpose().map_err(wrong)?;
        Ok(Self { name, remark: row.decided_remark.map(long).transpose()? })
    }
}

#[derive(FromRow, RowColumns)]
pub(super) struct OfferRow {
    id: Uuid,
    company_id: Uuid,
    number: Option<i64>,
    version: i64,
    stage: String,
    #[nested]
    terms: TermsRow,
    customer_id: Option<Uuid>,
    sent_at: Option<Instant>,
    decided_at: Option<Instant>,
    #[nested]
    decided_by: WhoRow,
    agreed_at: Option<Instant>,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<&Offer> for OfferRow {
    type Error = StoreError;

    fn try_from(offer: &Offer) -> Result<Self, StoreError> {
        let Offer { id, company, number, version, terms, stage, contact, sent_at, .. } = offer;
        let Offer { decided_at, decided_by, agreed_at, added_by, created_at, updated_at, .. } = offer;
        Ok(Self {
            id: id.value(),
            company_id: company.value(),
            number: *number,
            version: i64::from(*version),
            stage: stage.name().to_owned(),
            terms: terms.try_into()?,
            customer_id: contact.map(CustomerId::value),
            sent_at: *sent_at,
            decided_at: *decided_at,
            decided_by: decided_by.into(),
            agreed_at: *agreed_at,
            actor: actor_text(*added_by),
            created_at: *created_at,
            updated_at: *updated_at,
        })
    }
}

impl TryFrom<OfferRow> for Offer {
    type Error = StoreError;

    fn try_from(row: OfferRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: OfferId::new(row.id),
            company: CompanyId::new(row.company_id),
            number: row.number,
            version: row.version.try_into().map_err(wrong)?,
            terms: row.terms.try_into()?,
            stage: row.stage.parse().map_err(wrong)?,
            contact: row.customer_id.map(CustomerId::new),
            sent_at: row.sent_at,
            decided_at: row.decided_at,
            decided_by: row.decided_by.try_into()?,
            agreed_at: row.agreed_at,
            added_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

#[derive(FromRow, RowColumns)]
pub(super) struct SupersededRow {
    offer_id: Uuid,
    version: i64,
    #[nested]
    terms: TermsRow,
    stage: String,
    customer_id: Option<Uuid>,
    sent_at: Instant,
    decided_at: Option<Instant>,
    #[nested]
    decided_by: WhoRow,
    superseded_at: Instant,
}

impl TryFrom<&SupersededOffer> for SupersededRow {
    type Error = StoreError;

    fn try_from(one: &SupersededOffer) -> Result<Self, StoreError> {
        let SupersededOffer { offer, version, terms, stage, contact, sent_at, .. } = one;
        let SupersededOffer { decided_at, decided_by, superseded_at, .. } = one;
        Ok(Self {
            offer_id: offer.value(),
            version: i64::from(*version),
            terms: terms.try_into()?,
            stage: stage.name().to_owned(),
            customer_id: contact.map(CustomerId::value),
            sent_at: *sent_at,
            decided_at: *decided_at,
            decided_by: decided_by.into(),
            superseded_at: *superseded_at,
        })
    }
}

impl TryFrom<SupersededRow> for SupersededOffer {
    type Error = StoreError;

    fn try_from(row: SupersededRow) -> Result<Self, StoreError> {
        Ok(Self {
            offer: OfferId::new(row.offer_id),
            version: row.version.try_into().map_err(wrong)?,
            terms: row.terms.try_into()?,
            stage: row.stage.parse().map_err(wrong)?,
            contact: row.customer_id.map(CustomerId::new),
            sent_at: row.sent_at,
            decided_at: row.decided_at,
            decided_by: row.decided_by.try_into()?,
            superseded_at: row.superseded_at,
        })
    }
}

#[derive(RowColumns)]
pub(super) struct MailedRow {
    id: Uuid,
    offer_id: Uuid,
    version: i64,
    customer_id: Uuid,
    address: String,
    created_at: Instant,
}

impl From<&MailedOffer> for MailedRow {
    fn from(mailed: &MailedOffer) -> Self {
        let MailedOffer { job, offer, version, customer, address, created_at } = mailed;
        Self {
            id: job.value(),
            offer_id: offer.value(),
            version: i64::from(*version),
            customer_id: customer.value(),
            address: address.expose().clone(),
            created_at: *created_at,
        }
    }
}
