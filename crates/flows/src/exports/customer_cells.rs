//! A customer as cells. What an import takes back is written as an import reads it: a file that comes back changes nobody.

use regulars_consent::StandingConsent;
use regulars_customers::{AttributeValue, CustomerRecord, Lifecycle, Touch, Utm};
use regulars_interchange::{ColumnTarget, CustomerColumn, Field, OutCell, ToldColumn, join_list};
use regulars_kernel::{Channel, ConsentState, Email, Instant, Label, Personal, Phone, Purpose};

use super::export_rows::ExportTerms;

/// A customer, what it has said, and whom it is told to.
pub(super) struct ToldCustomer<'a> {
    pub record: &'a CustomerRecord,
    pub consents: &'a [StandingConsent],
    pub terms: &'a ExportTerms,
}

/// Whether a column tells what a customer has said.
pub(super) const fn tells_consents(column: &CustomerColumn) -> bool {
    matches!(
        column,
        CustomerColumn::Taken(ColumnTarget::Field(
            Field::AdvertisingEmail
                | Field::AdvertisingSms
                | Field::AdvertisingSource
                | Field::AdvertisingDate
        )) | CustomerColumn::Told(
            ToldColumn::AdvertisingPush
                | ToldColumn::AdvertisingTelegram
                | ToldColumn::Profiling
                | ToldColumn::ThirdParties
        )
    )
}

/// The cell of a customer in a column.
pub(super) fn cell_of(column: &CustomerColumn, told: &ToldCustomer<'_>) -> OutCell {
    match column {
        CustomerColumn::Taken(ColumnTarget::Field(field)) => field_cell(*field, told),
        CustomerColumn::Taken(ColumnTarget::Attribute(key)) => attribute_cell(key, told),
        CustomerColumn::Told(column) => told_cell(*column, told),
    }
}

fn personal(label: &Option<Personal<Label>>) -> OutCell {
    OutCell::text(label.as_ref().map(|label| label.expose().as_str()))
}

fn number(number: Option<i64>) -> OutCell {
    number.map_or(OutCell::Empty, OutCell::number)
}

fn label(label: &Option<Label>) -> OutCell {
    OutCell::text(label.as_ref().map(Label::as_str))
}

fn field_cell(field: Field, told: &ToldCustomer<'_>) -> OutCell {
    let customer = &told.record.customer;
    let (names, address, utm) = (&customer.names, &customer.address, &customer.source.utm);
    match field {
        Field::RegularsId => OutCell::Plain(customer.id.to_string()),
        Field::ExternalId => label(&customer.external_id),
        Field::Card => OutCell::text(told.record.cards.first().map(|card| card.expose())),
        Field::Gender => OutCell::plain(customer.gender.map(|gender| gender.name())),
        Field::Title => personal(&names.title),
        Field::FirstName => personal(&names.first_name),
        Field::LastName => personal(&names.last_name),
        Field::Vocative => personal(&names.vocative),
        Field::Company => personal(&names.company),
        Field::Email => OutCell::text(customer.email.as_ref().map(Email::expose)),
        Field::Phone => OutCell::text(customer.phone.as_ref().map(Phone::expose)),
        Field::BirthDate => match customer.birth_date.as_ref().map(|born| *born.expose()) {
            // A program that shows tables takes two strokes for a formula.
            Some(born) if born.date().is_none() => OutCell::text(Some(born.to_string())),
            born => OutCell::plain(born),
        },
        Field::Birthday => {
            let born = customer.birth_date.as_ref().map(|born| born.expose().day_of_year());
            OutCell::text(born.map(|day| day.to_string()))
        }
        Field::Language => OutCell::text(customer.language.as_ref().map(|tag| tag.as_str())),
        Field::Street => personal(&address.street),
        Field::Postcode => personal(&address.postcode),
        Field::City => personal(&address.city),
        Field::Country => OutCell::text(address.country.as_ref().map(|country| country.code())),
        Field::Tags => list(told.record.tags.iter().map(Label::as_str)),
        Field::UtmSource => label(&utm.source),
        Field::UtmMedium => label(&utm.medium),
        Field::UtmCampaign => label(&utm.campaign),
        Field::UtmTerm => label(&utm.term),
        Field::UtmContent => label(&utm.content),
        Field::ReferralId => label(&customer.source.referral_id),
        Field::DataConsentSource => {
            OutCell::text(customer.data_consent.as_ref().map(|consent| consent.source.as_str()))
        }
        Field::DataConsentText => {
            let version = customer.data_consent.as_ref().and_then(|consent| consent.text_version.as_ref());
            OutCell::text(version.map(Label::as_str))
        }
        Field::AdvertisingEmail => yes_or_no(told, Channel::Email),
        Field::AdvertisingSms => yes_or_no(told, Channel::Sms),
        Field::AdvertisingSource => OutCell::text(advertising(told).map(|consent| consent.source.as_str())),
        Field::AdvertisingDate => instant(advertising(told).map(|consent| consent.since)),
        Field::FullName | Field::AdvertisingText | Field::EmailOptedOut | Field::EmailBounced => {
            OutCell::Empty
        }
    }
}

fn told_cell(column: ToldColumn, told: &ToldCustomer<'_>) -> OutCell {
    let (customer, purchases, terms) = (&told.record.customer, told.record.purchases, told.terms);
    let (rhythm, rfm) = (told.record.rhythm, told.record.rfm.as_ref());
    let last = |of: fn(&Utm) -> &Option<Label>| {
        customer.source.last_touch.as_ref().map_or(OutCell::Empty, |touch| label(of(touch.utm())))
    };
    let state =
        |purpose, channel| OutCell::plain(standing(told, purpose, channel).map(|one| one.state.name()));
    match column {
        ToldColumn::Type => OutCell::Plain(customer.customer_type.name().to_owned()),
        ToldColumn::Lifecycle => {
            let lifecycle = Lifecycle::of(&purchases, terms.now, &terms.facts.calendar);
            OutCell::Plain(lifecycle.name().to_owned())
        }
        ToldColumn::EmailVerified => {
            OutCell::Plain(if customer.email_verified() { "yes" } else { "no" }.to_owned())
        }
        ToldColumn::Cards => list(told.record.cards.iter().map(|card| card.expose())),
        ToldColumn::MemberId => OutCell::plain(customer.member),
        ToldColumn::RegularSince => instant(customer.regular_since),
        ToldColumn::LastUtmSource => last(|utm| &utm.source),
        ToldColumn::LastUtmMedium => last(|utm| &utm.medium),
        ToldColumn::LastUtmCampaign => last(|utm| &utm.campaign),
        ToldColumn::LastUtmTerm => last(|utm| &utm.term),
        ToldColumn::LastUtmContent => last(|utm| &utm.content),
        ToldColumn::LastUtmAt => instant(customer.source.last_touch.as_ref().map(Touch::at)),
        ToldColumn::CreatedBy => OutCell::Text(customer.source.created_by.as_str().to_owned()),
        ToldColumn::PurchaseCount => OutCell::number(purchases.count),
        ToldColumn::PurchaseTotal => OutCell::amount(purchases.total, terms.facts.currency.decimals()),
        ToldColumn::FirstPurchaseAt => instant(purchases.first_at),
        ToldColumn::LastPurchaseAt => instant(purchases.last_at),
        ToldColumn::PurchaseGaps => OutCell::number(rhythm.gaps),
        ToldColumn::MedianGapDays => number(rhythm.median_gap_days),
        ToldColumn::NextPurchaseExpectedAt => OutCell::plain(rhythm.next_expected_on),
        ToldColumn::PurchaseOverdueDays => {
            number(rhythm.overdue_days(terms.facts.calendar.date_of(terms.now)))
        }
        ToldColumn::RfmRecency => number(rfm.map(|standing| standing.recency.get())),
        ToldColumn::RfmFrequency => number(rfm.map(|standing| standing.frequency.get())),
        ToldColumn::RfmMonetary => number(rfm.map(|standing| standing.monetary.get())),
        ToldColumn::RfmClass => OutCell::plain(rfm.map(|standing| standing.class.as_str())),
        ToldColumn::AdvertisingPush => state(Purpose::Advertising, Some(Channel::Push)),
        ToldColumn::AdvertisingTelegram => state(Purpose::Advertising, Some(Channel::Telegram)),
        ToldColumn::Profiling => state(Purpose::Profiling, None),
        ToldColumn::ThirdParties => state(Purpose::ThirdParties, None),
        ToldColumn::CreatedAt => instant(Some(customer.created_at)),
        ToldColumn::UpdatedAt => instant(Some(customer.updated_at)),
    }
}

fn attribute_cell(key: &str, told: &ToldCustomer<'_>) -> OutCell {
    let mut attributes = told.record.customer.attributes.iter();
    let Some((_, held)) = attributes.find(|(known, _)| known.as_str() == key) else { return OutCell::Empty };
    match &held.value {
        AttributeValue::Text(text) | AttributeValue::Choice(text) => {
            OutCell::Text(text.expose().as_str().to_owned())
        }
        AttributeValue::Integer(number) => OutCell::number(*number),
        AttributeValue::Decimal(number) => OutCell::Number(number.to_string()),
        AttributeValue::Boolean(flag) => OutCell::Plain(if *flag { "yes" } else { "no" }.to_owned()),
        AttributeValue::Date(date) => OutCell::Plain(date.expose().to_string()),
        AttributeValue::Choices(options) => list(options.iter().map(|option| option.expose().as_str())),
    }
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> OutCell {
    let cell = join_list(texts);
    if cell.is_empty() { OutCell::Empty } else { OutCell::Text(cell) }
}

/// An instant, to the second: RFC 3339, UTC.
fn instant(instant: Option<Instant>) -> OutCell {
    OutCell::plain(instant.map(|instant| instant.format("%Y-%m-%dT%H:%M:%SZ")))
}

fn standing<'a>(
    told: &ToldCustomer<'a>,
    purpose: Purpose,
    channel: Option<Channel>,
) -> Option<&'a StandingConsent> {
    told.consents.iter().find(|standing| standing.purpose == purpose && standing.channel == channel)
}

fn yes_or_no(told: &ToldCustomer<'_>, channel: Channel) -> OutCell {
    let state = standing(told, Purpose::Advertising, Some(channel)).map(|standing| standing.state);
    OutCell::plain(state.map(|state| if state == ConsentState::Granted { "yes" } else { "no" }))
}

/// The statement about e-mail, or else about text messages, whose source and date are told.
fn advertising<'a>(told: &ToldCustomer<'a>) -> Option<&'a StandingConsent> {
    let of = |channel| standing(told, Purpose::Advertising, Some(channel));
    of(Channel::Email).or_else(|| of(Channel::Sms))
}
