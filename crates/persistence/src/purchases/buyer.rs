//! Who a receipt says has bought: the texts of which both ways of recording are made.

use regulars_network::CardNumber;
use regulars_purchases::Identify;
use uuid::Uuid;

/// The id of the buyer, in parentheses: of the parameters for an id, a card and a phone number at most one is given.
macro_rules! buyer {
    ($customer:literal, $card:literal, $phone:literal) => {
        concat!(
            "coalesce(",
            $customer,
            ", ",
            $crate::customers::who_is_meant::customer_of_card!($card),
            ", ",
            $crate::customers::who_is_meant::customer_of_phone!($phone),
            ")"
        )
    };
}

/// What is odd about who bought, or `NULL`. `$known` is the buyer, if the merchant knows it.
macro_rules! buyer_warning {
    ($card:literal, $phone:literal, $known:literal) => {
        concat!(
            "CASE WHEN ",
            $card,
            " IS NOT NULL THEN ",
            $crate::customers::who_is_meant::warning_of_card!($card),
            " WHEN ",
            $phone,
            " IS NOT NULL AND ",
            $known,
            " IS NULL THEN 'customer_unknown' END"
        )
    };
}

pub(super) use {buyer, buyer_warning};

/// What the buyer is looked for by.
#[derive(Default)]
pub(super) struct LookedFor {
    /// The card as it was scanned, which is what is kept.
    pub scanned: Option<String>,
    /// The number of the card, without what does not matter in it.
    pub card: Option<String>,
    pub phone: Option<String>,
    pub customer: Option<Uuid>,
}

pub(super) fn looked_for(identify: Option<&Identify>) -> LookedFor {
    match identify {
        None | Some(Identify::UnreadableCard(_) | Identify::UnreadablePhone(_)) => LookedFor::default(),
        Some(Identify::Card(scanned)) => {
            let scanned = scanned.as_str().to_owned();
            let number = scanned.parse::<CardNumber>().map(|number| number.expose().to_owned());
            let card = Some(number.unwrap_or_else(|_| scanned.clone()));
            LookedFor { scanned: Some(scanned), card, ..LookedFor::default() }
        }
        Some(Identify::Phone(phone)) => {
            LookedFor { phone: Some(phone.expose().to_owned()), ..LookedFor::default() }
        }
        Some(Identify::Customer(id)) => LookedFor { customer: Some(id.value()), ..LookedFor::default() },
    }
}
