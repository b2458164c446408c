//! Which of the cards of a member is shown.

use regulars_customers::CustomerRecord;
use regulars_kernel::{MerchantId, StoreError};
use regulars_network::{Card, CardStatus, NetworkReads};

/// The card that is shown of a customer: one of the member's own, or, where none of these identifies, one that does of a member whom a
/// merge has joined.
pub(super) async fn card_of(
    store: &mut dyn NetworkReads,
    record: &CustomerRecord,
    merchant: MerchantId,
) -> Result<Option<Card>, StoreError> {
    let mut cards = match record.customer.member {
        Some(member) => store.cards_of(member).await?,
        None => Vec::new(),
    };
    if !cards.iter().any(|card| card.status.identifies())
        && let Some(joined) = record.cards.last()
    {
        cards.extend(store.find_card(joined).await?);
    }
    Ok(card_to_show(cards, merchant))
}

/// The card that a merchant's page shows: one that identifies before one that is blocked, one of the merchant's own before others,
/// and of these the newest. One that was replaced is never shown, because another one has taken its place.
fn card_to_show(cards: Vec<Card>, merchant: MerchantId) -> Option<Card> {
    let there = cards.into_iter().filter(|card| card.status != CardStatus::Replaced);
    there.max_by_key(|card| (card.status.identifies(), card.issued_by == merchant, card.created_at))
}

#[cfg(test)]
mod tests {
    use regulars_kernel::MemberId;
    use regulars_network::CardForm;

    use super::*;

    #[test]
    fn the_newest_own_card_that_identifies_is_shown() {
        use CardStatus::{Active, Blocked, Replaced};
        let merchant: MerchantId = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        let other: MerchantId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let member: MemberId = "01930000-0000-7000-8000-000000000003".parse().unwrap();
        // Each with who issued it, from the oldest on, and the place of the one that is shown.
        for (cards, shown) in [
            (vec![], None),
            (vec![(merchant, Active)], Some(0)),
            (vec![(merchant, Active), (merchant, Active)], Some(1)),
            (vec![(merchant, Active), (other, Active)], Some(0)),
            (vec![(merchant, Blocked), (other, Active)], Some(1)),
            (vec![(merchant, Replaced), (merchant, Active)], Some(1)),
            (vec![(merchant, Replaced), (merchant, Blocked)], Some(1)),
            (vec![(merchant, Active), (merchant, Blocked)], Some(0)),
            (vec![(other, Blocked)], Some(0)),
            (vec![(merchant, Replaced)], None),
        ] {
            let there = cards.iter().enumerate().map(|(place, (issued_by, status))| {
                let number = format!("AB{place:04}").parse().unwrap();
                let at = format!("2026-11-{:02}T10:00:00Z", place + 1).parse().unwrap();
                Card { status: *status, ..Card::issued(number, CardForm::Plastic, member, *issued_by, at) }
            });
            let found = card_to_show(there.collect(), merchant);
            let number = shown.map(|place| format!("AB{place:04}"));
            assert_eq!(found.map(|card| card.number.expose().to_owned()), number, "{cards:?}");
        }
    }
}
