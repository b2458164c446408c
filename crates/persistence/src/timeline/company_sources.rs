//! The tables that tell something of a company: those of its people, as far as it was while they worked there, and its own. All that
//! its people have of a kind is found by the customer and sorted, which a company's thousand employees bound.

use regulars_flows::TimelineKind;
use sea_orm::DbBackend;

use super::bounds::{Bounds, Order};
use super::sources::{
    CASE, FILE, INTERACTION, INVOICE, PAYMENT, PURCHASE, REFUND, Source, columns_of, in_dialect, refunded_at,
};
use crate::wall::ScopedQuery;

/// The ranks of what is the company's own, behind all that customers do.
pub(super) const DOCUMENT: i64 = 200;
/// Of offers and of what was decided about them twice the number of the version is added.
pub(super) const OFFER: i64 = 300;
pub(super) const OFFER_DECISION: i64 = 301;

/// The rows of a table `x` of which the instant lies in the time that its customer worked there, as far as its `WHERE`.
macro_rules! of_employees {
    ($columns:literal, $table:literal, $at:expr, $join:literal) => {
        concat!(
            "SELECT e.customer_id, ",
            $columns,
            " FROM employment AS e JOIN ",
            $table,
            " ON t.merchant_id = $1 AND unlikely(t.customer_id = e.customer_id) ",
            $join,
            " WHERE t.merchant_id = $1 AND (e.from_at IS NULL OR ",
            $at,
            " >= e.from_at) AND (e.to_at IS NULL OR ",
            $at,
            " < e.to_at)"
        )
    };
}

/// Those of its people.
pub(super) const OF_EMPLOYEES: &[Source] = &[
    Source {
        kind: TimelineKind::Purchase,
        rank: PURCHASE,
        rows: of_employees!(
            "t.id, t.counted_at, t.store_id, t.receipt_number, t.total",
            "purchases AS t",
            "t.counted_at",
            ""
        ),
        order: Order::InstantAndId("t.counted_at", "t.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.counted_at"),
            ("id", "x.id"),
            ("of_id", "x.store_id"),
            ("label", "x.receipt_number"),
            ("amount", "x.total"),
        ],
    },
    Source {
        kind: TimelineKind::Refund,
        rank: REFUND,
        rows: concat!(
            "SELECT e.customer_id, r.id, r.purchase_id, r.refund_number, r.total, ",
            refunded_at!(),
            " AS refunded_at
             FROM employment AS e
             JOIN purchases AS t ON t.merchant_id = $1 AND unlikely(t.customer_id = e.customer_id)
                 AND (t.has_refunds OR t.refunded_total <> 0)
             JOIN refunds AS r ON r.merchant_id = $1 AND unlikely(r.purchase_id = t.id)
             WHERE t.merchant_id = $1 AND (e.from_at IS NULL OR ",
            refunded_at!(),
            " >= e.from_at) AND (e.to_at IS NULL OR ",
            refunded_at!(),
            " < e.to_at)"
        ),
        order: Order::InstantAndId(refunded_at!(), "r.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.refunded_at"),
            ("id", "x.id"),
            ("of_id", "x.purchase_id"),
            ("label", "x.refund_number"),
            ("amount", "x.total"),
        ],
    },
    Source {
        kind: TimelineKind::Invoice,
        rank: INVOICE,
        rows: of_employees!(
            "t.id, t.created_at, t.number, t.issued_on, t.due_on, t.total",
            "invoices AS t",
            "t.created_at",
            ""
        ),
        order: Order::InstantAndId("t.created_at", "t.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("label", "x.number"),
            ("detail", "CAST(x.issued_on AS text)"),
            ("reason", "CAST(x.due_on AS text)"),
            ("amount", "x.total"),
        ],
    },
    Source {
        kind: TimelineKind::Payment,
        rank: PAYMENT,
        rows: of_employees!(
            "y.id, y.created_at, y.invoice_id, y.paid_on, y.amount, t.number",
            "invoices AS t",
            "y.created_at",
            "JOIN invoice_payments AS y ON y.merchant_id = $1 AND unlikely(y.invoice_id = t.id)"
        ),
        order: Order::InstantAndId("y.created_at", "y.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("of_id", "x.invoice_id"),
            ("label", "x.number"),
            ("detail", "CAST(x.paid_on AS text)"),
            ("amount", "x.amount"),
        ],
    },
    Source {
        kind: TimelineKind::Interaction,
        rank: INTERACTION,
        rows: of_employees!(
            "t.id, t.occurred_at, t.kind, t.direction, t.subject, substr(t.text, 1, 200) AS beginning",
            "interactions AS t",
            "t.occurred_at",
            ""
        ),
        order: Order::InstantAndId("t.occurred_at", "t.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.occurred_at"),
            ("id", "x.id"),
            ("kind", "x.kind"),
            ("channel", "x.direction"),
            ("label", "x.subject"),
            ("detail", "x.beginning"),
        ],
    },
    Source {
        kind: TimelineKind::Case,
        rank: CASE,
        rows: of_employees!(
            "t.id, t.created_at, t.subject, t.state, t.assignee_id, t.due_on",
            "service_cases AS t",
            "t.created_at",
            ""
        ),
        order: Order::InstantAndId("t.created_at", "t.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("of_id", "x.assignee_id"),
            ("label", "x.subject"),
            ("state", "x.state"),
            ("detail", "CAST(x.due_on AS text)"),
        ],
    },
    Source {
        kind: TimelineKind::File,
        rank: FILE,
        rows: of_employees!(
            "t.id, t.created_at, t.name, t.kind, t.size",
            "customer_files AS t",
            "t.created_at",
            ""
        ),
        order: Order::InstantAndId("t.created_at", "t.id"),
        columns: &[
            ("customer_id", "x.customer_id"),
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("label", "x.name"),
            ("kind", "x.kind"),
            ("amount", "x.size"),
        ],
    },
];

/// Its documents. The kind is not looked at.
pub(super) const DOCUMENTS: &[Source] = &[Source {
    kind: TimelineKind::File,
    rank: DOCUMENT,
    rows:
        "SELECT d.id, d.created_at, d.kind, d.number, d.title, d.state FROM company AS y
           JOIN company_documents AS d ON d.merchant_id = $1 AND d.company_id = y.id WHERE d.merchant_id = $1",
    order: Order::InstantAndId("d.created_at", "d.id"),
    columns: &[
        ("happened_at", "x.created_at"),
        ("id", "x.id"),
        ("label", "x.title"),
        ("kind", "x.kind"),
        ("state", "x.state"),
        ("detail", "x.number"),
    ],
}];

/// What is told of a version of an offer, and more of one that was replaced.
macro_rules! offer_columns {
    ($at:literal $(, $more:expr)?) => {
        &[
            ("happened_at", $at),
            ("id", "x.id"),
            ("label", "x.title"),
            ("kind", "x.stage"),
            ("state", "CAST(x.number AS text)"),
            ("channel", "CAST(x.version AS text)"),
            ("detail", "CAST(x.valid_until AS text)"),
            ("reason", "x.currency"),
            ("amount", "x.total"),
            $($more,)?
        ]
    };
}

/// The newest versions of its offers, as far as the condition.
macro_rules! newest_versions {
    ($condition:literal) => {
        concat!(
            "SELECT f.id, f.sent_at, f.decided_at, f.title, f.stage, f.number, f.version, f.valid_until, f.currency, f.total
             FROM company AS y JOIN company_offers AS f ON f.merchant_id = $1 AND f.company_id = y.id
             WHERE f.merchant_id = $1 AND ",
            $condition
        )
    };
}

/// The versions that were replaced, as far as the condition.
macro_rules! earlier_versions {
    ($condition:literal) => {
        concat!(
            "SELECT v.offer_id AS id, v.sent_at, v.decided_at, v.title, v.stage, f.number, v.version, v.valid_until,
                 v.currency, v.total, v.superseded_at
             FROM company AS y JOIN company_offers AS f ON f.merchant_id = $1 AND f.company_id = y.id
             JOIN company_offer_versions AS v ON v.merchant_id = $1 AND v.offer_id = f.id
             WHERE v.merchant_id = $1 AND ",
            $condition
        )
    };
}

/// Its offers: each version that was sent, and what was decided about it. The kind is not looked at. Of one instant a version comes
/// behind the answer to the one before it.
pub(super) const OFFERS: &[Source] = &[
    Source {
        kind: TimelineKind::File,
        rank: OFFER,
        rows: newest_versions!("f.sent_at IS NOT NULL"),
        order: Order::InstantRankAndId("f.sent_at", "300 + 2 * f.version", "f.id"),
        columns: offer_columns!("x.sent_at"),
    },
    Source {
        kind: TimelineKind::File,
        rank: OFFER,
        rows: earlier_versions!("v.version > 0"),
        order: Order::InstantRankAndId("v.sent_at", "300 + 2 * v.version", "v.offer_id"),
        columns: offer_columns!("x.sent_at", ("settled_at", "x.superseded_at")),
    },
];

/// The same of what was decided.
pub(super) const OFFER_DECISIONS: &[Source] = &[
    Source {
        kind: TimelineKind::File,
        rank: OFFER_DECISION,
        rows: newest_versions!("f.stage IN ('accepted', 'declined')"),
        order: Order::InstantRankAndId("f.decided_at", "301 + 2 * f.version", "f.id"),
        columns: offer_columns!("x.decided_at"),
    },
    Source {
        kind: TimelineKind::File,
        rank: OFFER_DECISION,
        rows: earlier_versions!("v.stage = 'declined'"),
        order: Order::InstantRankAndId("v.decided_at", "301 + 2 * v.version", "v.offer_id"),
        columns: offer_columns!("x.decided_at", ("settled_at", "x.superseded_at")),
    },
];

/// Adds the `SELECT` of a source.
pub(super) fn push_company_source(
    query: &mut ScopedQuery,
    source: &Source,
    backend: DbBackend,
    bounds: &Bounds,
    most: u16,
) {
    query.push(&columns_of(source), []);
    query.push(" FROM (", []).push(&in_dialect(source.rows, backend), []);
    bounds.push(query, source.order, source.rank, most);
    query.push(") AS x", []);
}
