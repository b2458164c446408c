//! A merchant's own profile.

use chrono::Duration;
use regulars_identity::{Merchant, MerchantFacts};
use regulars_kernel::{Currency, Email, Label, Locale, LongText, MerchantCalendar, Phone, StoreError};

use super::merchant_row::{MerchantRow, select_merchants};
use super::merchants::lock_merchant;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

pub(super) async fn own_merchant(tx: &ReadTx) -> Result<Merchant, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(concat!(select_merchants!(), "WHERE s.merchant_id = $1"));
    tx.one::<MerchantRow>(FIND, Vec::new()).await?.try_into()
}

pub(super) async fn merchant_facts(tx: &ReadTx) -> Result<MerchantFacts, StoreError> {
    #[derive(FromRow)]
    struct Row {
        time_zone: String,
        currency: String,
        locale: String,
        country: Option<String>,
        test_clock_shift: i64,
        has_programmes: bool,
        has_campaigns: bool,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT s.time_zone, s.currency, s.locale, s.country, s.test_clock_shift,
             EXISTS (SELECT 1 FROM programmes AS p WHERE p.merchant_id = $1 AND p.state <> 'draft') AS has_programmes,
             EXISTS (SELECT 1 FROM coupon_campaigns AS k WHERE k.merchant_id = $1 AND k.state <> 'draft') AS has_campaigns
         FROM merchant_settings AS s WHERE s.merchant_id = $1",
    );
    let Row { time_zone, currency, locale, country, test_clock_shift, has_programmes, has_campaigns } =
        tx.one(FIND, Vec::new()).await?;
    let locale: Locale = locale.parse().map_err(|error| inconsistent("merchants", error))?;
    Ok(MerchantFacts {
        calendar: MerchantCalendar::of_zone(&time_zone).map_err(|error| inconsistent("merchants", error))?,
        currency: Currency::from_stored(&currency).map_err(|error| inconsistent("merchants", error))?,
        country: country.or_else(|| locale.region().map(str::to_owned)),
        locale,
        clock_shift: Duration::microseconds(test_clock_shift),
        has_programmes,
        has_campaigns,
    })
}

pub(super) async fn own_merchant_for_change(tx: &WriteTx) -> Result<Merchant, StoreError> {
    lock_merchant(&tx.platform(), tx.scope().merchant()).await?;
    own_merchant(tx).await
}

pub(super) async fn update_merchant(tx: &WriteTx, merchant: &Merchant) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE merchant_settings SET name = $2, time_zone = $3, locale = $4, legal_name = $5, street = $6, postcode = $7,
             city = $8, country = $9, opening_hours = $10, contact_phone = $11, contact_email = $12,
             contact_website = $13, imprint = $14, publisher = $15, copyright = $16, logo_media_id = $17,
             sender_name = $18, sender_email = $19, sender_reply_to = $20, link_host = $21, tracking = $22,
             schedule_grace_hours = $23, updated_at = $24
         WHERE merchant_id = $1",
    );
    let line = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let text = |text: &Option<LongText>| text.as_ref().map(|text| text.as_str().to_owned());
    let email = |email: &Option<Email>| email.as_ref().map(|email| email.expose().to_owned());
    let new = values![
        merchant.name.as_str(),
        merchant.calendar.zone_name(),
        merchant.locale.tag(),
        line(&merchant.legal_name),
        line(&merchant.address.street),
        line(&merchant.address.postcode),
        line(&merchant.address.city),
        merchant.address.country.clone(),
        text(&merchant.opening_hours),
        merchant.contact.phone.as_ref().map(Phone::expose),
        email(&merchant.contact.email),
        line(&merchant.contact.website),
        text(&merchant.imprint),
        line(&merchant.publisher),
        line(&merchant.copyright),
        merchant.logo_media_id.map(regulars_kernel::MediaId::value),
        line(&merchant.sender.name),
        email(&merchant.sender.email),
        email(&merchant.sender.reply_to),
        merchant.link_host.as_ref().map(|host| host.as_str().to_owned()),
        merchant.tracking.name(),
        merchant.schedule_grace.hours(),
        merchant.updated_at,
    ];
    tx.execute(UPDATE, new).await.map(drop)
}
