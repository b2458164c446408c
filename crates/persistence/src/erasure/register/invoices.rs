//! Tables of invoices.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "invoice_line_taxes",
        columns: &[(&["merchant_id", "invoice_id", "line", "tax_category", "tax_percent"], Holds::Nothing)],
    },
    TableEntry {
        table: "invoice_payments",
        columns: &[
            (
                &["merchant_id", "invoice_id", "id", "amount", "paid_on", "actor", "created_at"],
                Holds::Nothing,
            ),
            (&["method"], Holds::Stays("a way of payment")),
            (&["reference"], Holds::Erased("taken out")),
            (
                &["booking_key"],
                Holds::Stays(
                    "a digest with the random id of the invoice, so that a file that is sent again books nothing twice",
                ),
            ),
        ],
    },
    TableEntry {
        table: "invoice_reminders",
        columns: &[(
            &["merchant_id", "invoice_id", "id", "due_on", "days_after_due", "job_id", "actor", "created_at"],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "invoice_series",
        columns: &[(&["merchant_id", "series", "year", "counted"], Holds::Nothing)],
    },
    TableEntry {
        table: "invoice_settings",
        columns: &[(
            &[
                "merchant_id",
                "number_prefix",
                "payment_days",
                "tax_category",
                "tax_percent",
                "exemption_reason",
                "tax_id",
                "registration_id",
                "payment_account",
                "reminder_days",
                "reminders_due_at",
                "updated_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "invoices",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "purchase_id",
                    "issued_on",
                    "due_on",
                    "currency",
                    "total",
                    "paid_total",
                    "last_paid_on",
                    "paid_after_days",
                    "actor",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["number", "number_key"], Holds::Stays("the number under which the books have it")),
            (&["customer_id", "buyer_reference", "buyer_tax_id"], Holds::Erased("taken out")),
            (&["exemption_reason"], Holds::Stays("why goods bear no tax")),
        ],
    },
];
