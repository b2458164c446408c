//! Reads rows, and has the store read what they will ask for, for all of them at once.

use regulars_consent::ContactAddress;
use regulars_interchange::{AddressStanding, ColumnTarget, Import, ImportState, StagedRow};
use regulars_kernel::{Channel, StoreError};

use crate::imports::import_rows::ImportTerms;
use crate::imports::refusals::{address_over, refuses_something};
use crate::imports::row_keys::RowKeys;
use crate::imports::row_values::RowValues;
use crate::imports::store::{ImportingStore, LookAhead};
use crate::imports::values_of_row::{ReadingTerms, values_of_row};
use crate::imports::who_it_is::person_of;

/// The keys of rows that are being written are those that were noted when the rows were looked at, right before.
pub(crate) const fn revision_of_keys(import: &Import) -> i64 {
    match import.state {
        ImportState::Committing => import.revision - 1,
        _ => import.revision,
    }
}

/// What rows say, with their numbers.
pub(crate) async fn read_rows(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    rows: &[StagedRow],
) -> Result<Vec<(u64, RowValues)>, StoreError> {
    let names_attributes =
        import.columns.iter().any(|column| matches!(column.target, Some(ColumnTarget::Attribute(_))));
    // Nobody changes a definition before these rows are written.
    let attributes = if names_attributes { store.hold_attributes().await? } else { Vec::new() };
    let reading = ReadingTerms {
        calendar: terms.calendar,
        country: terms.country,
        options: &import.options,
        attributes: &attributes,
    };
    Ok(rows.iter().map(|row| (row.number, values_of_row(&reading, &import.columns, row))).collect())
}

/// The keys of rows.
pub(crate) struct KeysAhead {
    /// Those that the rows will ask for.
    pub asked: Vec<String>,
    /// Those under which rows are noted that they have to do with.
    pub related: Vec<String>,
}

/// Has the store read what these rows will ask for, but for their keys.
pub(crate) async fn look_ahead_of(
    store: &mut dyn ImportingStore,
    import: &Import,
    rows: &[(u64, RowValues)],
) -> Result<KeysAhead, StoreError> {
    let revision = revision_of_keys(import);
    let mut ahead = LookAhead::default();
    let mut keys = KeysAhead { asked: Vec::new(), related: Vec::new() };
    for (_, values) in rows.iter().filter(|(_, values)| !values.has_errors() || refuses_something(values)) {
        ahead.ids.extend(values.id.as_ref().map(|given| given.value));
        ahead.external_ids.extend(values.external_id.as_ref().map(|given| given.value.clone()));
        ahead.cards.extend(values.card.as_ref().map(|given| given.value.clone()));
        let email = values.email.as_ref().map(|given| ContactAddress::of_email(&given.value));
        let phone = values.phone.as_ref().map(|given| ContactAddress::of_phone(&given.value));
        ahead.addresses.extend(email.map(|email| (Channel::Email, email)));
        ahead.addresses.extend(phone.map(|phone| (Channel::Sms, phone)));
        ahead.people.extend(person_of(values));
        ahead.says_standing |= values.email_standing.is_some() || values.sms_standing.is_some();
        let own = RowKeys::of_row(revision, values);
        for (channel, standing) in
            [(Channel::Email, &values.email_standing), (Channel::Sms, &values.sms_standing)]
        {
            if standing.as_ref().is_some_and(|given| given.value == AddressStanding::Agreed) {
                let address = address_over(values, channel);
                keys.asked.extend(address.map(|address| RowKeys::of_refusal(revision, channel, &address)));
            }
        }
        keys.asked.extend(own.every_form());
        keys.related.extend(own.of_related());
    }
    for record in store.look_ahead(ahead).await? {
        keys.asked.push(RowKeys::of_id(revision, record.customer.id));
        keys.related.extend(RowKeys::of_customer(revision, &record.customer).of_related());
    }
    Ok(keys)
}
