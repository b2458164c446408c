//! What a row that is left out refuses all the same: an objection needs nobody to be known, only an address.

use regulars_consent::{ContactAddress, LedgerAccess, Subject};
use regulars_interchange::{AddressStanding, Remark, RemarkCode};
use regulars_kernel::{Channel, CustomerId, StoreError};

use crate::imports::address_standings::{Said, has_ended, refuse};
use crate::imports::row_image::RowImage;
use crate::imports::row_in_hand::RowInHand;
use crate::imports::row_keys::RowKeys;
use crate::imports::row_values::{Given, RowValues};
use crate::imports::store::ImportingStore;
use crate::imports::who_it_is::{WhoItIs, by_number};

const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

/// Whether the row says that somebody wants no messages, or that an address takes none.
pub(crate) fn refuses_something(values: &RowValues) -> bool {
    CHANNELS.iter().any(|channel| refusal_over(values, *channel).is_some())
}

fn refusal_over(values: &RowValues, channel: Channel) -> Option<&Given<AddressStanding>> {
    let standing = match channel {
        Channel::Email => &values.email_standing,
        _ => &values.sms_standing,
    };
    standing.as_ref().filter(|given| is_refusal(given.value))
}

/// Whether the address is to get no messages.
pub(crate) const fn is_refusal(standing: AddressStanding) -> bool {
    matches!(standing, AddressStanding::Ended | AddressStanding::Bounced | AddressStanding::Complained)
}

/// The address of the row itself, if it has one that can be read.
pub(crate) fn address_over(values: &RowValues, channel: Channel) -> Option<ContactAddress> {
    match channel {
        Channel::Email => values.email.as_ref().map(|given| ContactAddress::of_email(&given.value)),
        _ => values.phone.as_ref().map(|given| ContactAddress::of_phone(&given.value)),
    }
}

/// Writes what a row that is left out refuses, for everybody who carries its addresses. Gives what later rows have to know of it,
/// and what was done, if anything was.
pub(crate) async fn refuse_all_the_same(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    row: RowInHand<'_>,
    values: &mut RowValues,
) -> Result<(RowKeys, Option<RowImage>), StoreError> {
    let customer = known_by_number(store, values).await?;
    let (mut refused, mut closed) = (Vec::new(), Vec::new());
    let mut image = RowImage::default();
    for channel in CHANNELS {
        let Some(standing) = refusal_over(values, channel).cloned() else { continue };
        let subject = match customer {
            Some(customer) => store.find_subject(customer).await?,
            None => None,
        };
        let of_customer = || subject.as_ref().and_then(|subject| subject.address(channel).cloned());
        let Some(address) = address_over(values, channel).or_else(of_customer) else { continue };
        let has_ended =
            |subject: &Subject| subject.address(channel) == Some(&address) && has_ended(subject, channel);
        // A file of our own tells of this customer alone what the ledger has already.
        if standing.value == AddressStanding::Ended
            && values.id.is_some()
            && subject.as_ref().is_some_and(has_ended)
        {
            continue;
        }
        let said = Said { channel, address, standing };
        refused.push((said.channel, said.address.clone()));
        if refuse(store, recording, &said, values, &mut image).await? {
            let detail = "the row is left out, but that the address takes no advertising holds for everybody who carries it";
            values.remarks.push(Remark {
                column: Some(said.standing.column),
                ..Remark::of_row(RemarkCode::RefusalHolds, detail)
            });
            closed.push((said.channel, said.address));
        }
    }
    let keys = RowKeys::of_refusals(row.revision, &refused, &closed);
    Ok((keys, (!closed.is_empty()).then_some(image)))
}

/// The customer whom the row names by a number that is one customer's, where that has a say: files of our own have ids, and a row
/// without an address is about that of its customer.
async fn known_by_number(
    store: &mut dyn ImportingStore,
    values: &RowValues,
) -> Result<Option<CustomerId>, StoreError> {
    let lacks_address = |channel: &Channel| {
        refusal_over(values, *channel).is_some() && address_over(values, *channel).is_none()
    };
    if values.id.is_none() && !CHANNELS.iter().any(lacks_address) {
        return Ok(None);
    }
    Ok(match by_number(store, values).await? {
        WhoItIs::Customer(record) => Some(record.customer.id),
        _ => None,
    })
}
