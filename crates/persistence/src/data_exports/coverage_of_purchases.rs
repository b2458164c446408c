//! Where each column is told of tables of receipts, carts and invoices.

use super::coverage::TableTold::{self, Columns, NotTold};
use super::coverage::Told::{At, In, Not};
use super::coverage_tables::{FOLDED, WHOSE, WORKING};

/// Every one of them. A path leads through lists (`purchases[].lines[]`).
pub(super) const OF_PURCHASES: &[(&str, TableTold)] = &[
    ("cart_settings", NotTold("of the merchant")),
    (
        "carts",
        Columns(&[
            (
                &[
                    "id",
                    "external_id",
                    "stage",
                    "currency",
                    "lines",
                    "total",
                    "url",
                    "abandons_at",
                    "recoverable_until",
                    "expires_at",
                    "purchase_id",
                    "created_at",
                    "updated_at",
                ],
                In("carts[]"),
            ),
            (&["changed_at"], At("carts[].occurred_at")),
            (&["bought_at"], At("carts[].purchased_at")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "custom_events",
        Columns(&[
            (
                &["id", "source", "event_id", "name", "occurred_at", "recorded_at", "properties"],
                In("events[]"),
            ),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "invoice_line_taxes",
        Columns(&[
            (&["line", "tax_category", "tax_percent"], In("invoices[].taxes[]")),
            (&["invoice_id"], At("invoices[].id")),
        ]),
    ),
    (
        "invoice_payments",
        Columns(&[
            (&["id", "amount", "paid_on", "method", "reference", "created_at"], In("invoices[].payments[]")),
            (&["actor"], At("invoices[].payments[].recorded_by")),
            (&["invoice_id"], At("invoices[].id")),
            (&["booking_key"], WORKING),
        ]),
    ),
    (
        "invoice_reminders",
        Columns(&[
            (&["id", "due_on", "days_after_due", "created_at"], In("invoices[].reminders[]")),
            (&["actor"], At("invoices[].reminders[].recorded_by")),
            (&["invoice_id"], At("invoices[].id")),
            (&["job_id"], WORKING),
        ]),
    ),
    (
        "invoices",
        Columns(&[
            (
                &[
                    "id",
                    "number",
                    "purchase_id",
                    "issued_on",
                    "due_on",
                    "currency",
                    "total",
                    "paid_total",
                    "last_paid_on",
                    "buyer_reference",
                    "buyer_tax_id",
                    "exemption_reason",
                    "created_at",
                    "updated_at",
                ],
                In("invoices[]"),
            ),
            (&["actor"], At("invoices[].recorded_by")),
            (&["customer_id"], WHOSE),
            (&["number_key"], FOLDED),
            (&["paid_after_days"], Not("reckoned from the days that are told")),
        ]),
    ),
    (
        "purchase_lines",
        Columns(&[
            (&["purchase_id"], At("purchases[].id")),
            (
                &[
                    "line",
                    "kind",
                    "sku",
                    "name",
                    "category",
                    "quantity",
                    "unit",
                    "unit_price",
                    "discount",
                    "total",
                    "refunded_quantity",
                    "refunded_total",
                ],
                In("purchases[].lines[]"),
            ),
        ]),
    ),
    (
        "purchases",
        Columns(&[
            (
                &[
                    "id",
                    "source",
                    "business_date",
                    "receipt_number",
                    "store_id",
                    "terminal_id",
                    "occurred_at",
                    "recorded_at",
                    "counted_at",
                    "clock_skewed",
                    "currency",
                    "total",
                    "refunded_total",
                    "fully_refunded",
                    "identified_by",
                    "card_number",
                    "tenders",
                    "coupons",
                    "warnings",
                ],
                In("purchases[]"),
            ),
            (&["cart_external_id"], At("purchases[].cart_id")),
            (&["buyer_warning"], At("purchases[].warnings")),
            (&["customer_id"], WHOSE),
            (&["fingerprint"], Not("a hash of what is told, by which a repetition is known")),
            (&["has_refunds", "counts_as_recorded", "counted_on"], Not("made of what is told")),
            (
                &["returnable_until", "returnable_programme_id", "returnable_tier"],
                Not("how long the merchant takes goods back, reckoned from the day, and by which tier"),
            ),
        ]),
    ),
    (
        "refund_lines",
        Columns(&[
            (&["refund_id"], At("refunds[].id")),
            (&["line", "quantity", "total"], In("refunds[].lines[]")),
        ]),
    ),
    (
        "refunds",
        Columns(&[
            (
                &[
                    "id",
                    "purchase_id",
                    "source",
                    "business_date",
                    "refund_number",
                    "occurred_at",
                    "recorded_at",
                    "clock_skewed",
                    "total",
                ],
                In("refunds[]"),
            ),
            (&["fingerprint"], Not("a hash of what is told, by which a repetition is known")),
        ]),
    ),
    ("waiting_refunds", NotTold("belong to no receipt yet, and so to nobody")),
];
