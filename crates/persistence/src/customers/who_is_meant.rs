//! Who is meant by a card, a phone number or an e-mail address, and what is odd about a card: each one text, of which
//! every statement is made, on both databases. `regulars_customers::who_is_meant` and `BuyerWarning::of_card` say the
//! same in Rust, and a test holds them together.
//!
//! Each text is an expression in parentheses over the merchant in `$1`; what it takes is the text of a parameter.

/// Of several customers with the same phone or e-mail the one who bought last, then the oldest record.
macro_rules! one_of_several {
    ($condition:literal, $value:literal) => {
        concat!(
            "(SELECT meant.id
              FROM customers AS meant
              LEFT JOIN customer_totals AS bought
                  ON bought.merchant_id = meant.merchant_id AND bought.customer_id = meant.id
              WHERE meant.merchant_id = $1 AND ",
            $condition,
            $value,
            " ORDER BY bought.last_purchase_at DESC NULLS LAST, meant.created_at, meant.id LIMIT 1)"
        )
    };
}

/// The customer who has a phone number.
macro_rules! customer_of_phone {
    ($phone:literal) => {
        $crate::customers::who_is_meant::one_of_several!("meant.phone = ", $phone)
    };
}

/// The customer who has a folded e-mail address.
macro_rules! customer_of_email {
    ($email:literal) => {
        $crate::customers::who_is_meant::one_of_several!("meant.email_folded = ", $email)
    };
}

/// Whether a card is of the merchant's network: those of sandboxes and those of live merchants never meet, so that a
/// trial reaches no real member.
macro_rules! is_of_network {
    ($cards:literal, $merchant:literal) => {
        concat!(
            $cards,
            ".mode = (SELECT network.mode FROM merchants AS network WHERE network.id = ",
            $merchant,
            ")"
        )
    };
}

/// The member who is meant by a card: its holder, unless it is blocked.
macro_rules! member_of_card {
    ($card:literal) => {
        concat!(
            "(SELECT cards.member_id FROM cards WHERE cards.status <> 'blocked' AND cards.number = ",
            $card,
            " AND ",
            $crate::customers::who_is_meant::is_of_network!("cards", "$1"),
            ")"
        )
    };
}

/// The merchant's customer who is meant by a card: that of its member, or the one whom that was merged with.
macro_rules! customer_of_card {
    ($card:literal) => {
        concat!(
            "(SELECT coalesce(
                 (SELECT meant.id FROM customers AS meant
                  WHERE meant.merchant_id = $1 AND meant.member_id = holder.member_id),
                 (SELECT joined.customer_id FROM joined_members AS joined
                  WHERE joined.merchant_id = $1 AND joined.member_id = holder.member_id))
             FROM (SELECT ",
            $crate::customers::who_is_meant::member_of_card!($card),
            " AS member_id) AS holder)"
        )
    };
}

/// What is odd about a card that was scanned, or `NULL`.
macro_rules! warning_of_card {
    ($card:literal) => {
        concat!(
            "(CASE coalesce((SELECT cards.status FROM cards WHERE cards.number = ",
            $card,
            " AND ",
            $crate::customers::who_is_meant::is_of_network!("cards", "$1"),
            "), 'unknown')
                  WHEN 'active' THEN NULL
                  WHEN 'blocked' THEN 'card_blocked'
                  WHEN 'replaced' THEN 'card_replaced'
                  ELSE 'card_unknown'
              END)"
        )
    };
}

pub(crate) use {
    customer_of_card, customer_of_email, customer_of_phone, is_of_network, member_of_card, one_of_several,
    warning_of_card,
};
