//! Tables of purchases.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "cart_settings",
        columns: &[(
            &["merchant_id", "abandoned_after_minutes", "recovered_within_days", "updated_at"],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "carts",
        columns: &[
            (&["merchant_id", "id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["external_id", "url", "lines", "purchase_id"],
                Holds::Erased("goes with the customer; of nobody it goes after 30 days"),
            ),
            (
                &[
                    "stage",
                    "currency",
                    "total",
                    "changed_at",
                    "abandons_at",
                    "recoverable_until",
                    "expires_at",
                    "bought_at",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
        ],
    },
    TableEntry {
        table: "custom_events",
        columns: &[
            (&["merchant_id", "id", "recorded_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["source", "event_id", "name", "occurred_at", "properties"],
                Holds::Erased("goes with the customer"),
            ),
        ],
    },
    TableEntry {
        table: "customer_totals",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &[
                    "purchase_count",
                    "purchase_total",
                    "first_purchase_at",
                    "last_purchase_at",
                    "buying_gaps",
                    "median_gap_days",
                    "next_purchase_on",
                    "latest_day",
                    "latest_gaps",
                ],
                Holds::Erased("goes with the customer"),
            ),
        ],
    },
    TableEntry {
        table: "purchase_lines",
        columns: &[
            (
                &[
                    "merchant_id",
                    "purchase_id",
                    "line",
                    "kind",
                    "quantity",
                    "unit",
                    "unit_price",
                    "discount",
                    "total",
                    "refunded_quantity",
                    "refunded_total",
                ],
                Holds::Nothing,
            ),
            (&["sku", "name", "category"], Holds::Stays("goods")),
        ],
    },
    TableEntry {
        table: "purchases",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "business_date",
                    "buyer_warning",
                    "store_id",
                    "terminal_id",
                    "occurred_at",
                    "recorded_at",
                    "clock_skewed",
                    "currency",
                    "total",
                    "refunded_total",
                    "fully_refunded",
                    "has_refunds",
                    "counts_as_recorded",
                    "counted_at",
                    "counted_on",
                    "returnable_until",
                    "returnable_programme_id",
                    "returnable_tier",
                ],
                Holds::Nothing,
            ),
            (
                &["source", "receipt_number"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["fingerprint"], Holds::Erased("zeroed: a phone number could be guessed from it")),
            (&["customer_id", "identified_by", "card_number"], Holds::Erased("taken out")),
            (&["tenders"], Holds::Stays("ways of payment")),
            (&["coupons"], Holds::Stays("codes of coupons")),
            (&["cart_external_id"], Holds::Erased("taken out")),
            (&["warnings"], Holds::Stays("codes and pointers only")),
        ],
    },
    TableEntry {
        table: "refund_lines",
        columns: &[(&["merchant_id", "refund_id", "line", "quantity", "total"], Holds::Nothing)],
    },
    TableEntry {
        table: "refunds",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "purchase_id",
                    "source",
                    "business_date",
                    "occurred_at",
                    "recorded_at",
                    "clock_skewed",
                    "total",
                ],
                Holds::Nothing,
            ),
            (
                &["refund_number"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["fingerprint"], Holds::Stays("of goods, numbers and times; it says nothing of who bought")),
        ],
    },
    TableEntry {
        table: "waiting_refunds",
        columns: &[
            (
                &[
                    "merchant_id",
                    "business_date",
                    "refund_number",
                    "refund_id",
                    "receipt_id",
                    "receipt_source",
                    "receipt_business_date",
                    "occurred_at",
                    "recorded_at",
                    "lines",
                    "rejected_because",
                ],
                Holds::Nothing,
            ),
            (
                &["source", "receipt_number"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["fingerprint"], Holds::Stays("of goods, numbers and times; it says nothing of who bought")),
        ],
    },
];
