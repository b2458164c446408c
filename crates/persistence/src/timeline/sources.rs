//! The tables that tell something of a customer. What can be much is found by an index that has the customer and then the
//! order; what a customer has a few hundred of at most is found by the customer and sorted.

use std::borrow::Cow;
use std::fmt::Write;

use regulars_flows::TimelineKind;
use regulars_kernel::CustomerId;
use sea_orm::DbBackend;

use super::bounds::{Bounds, Order};
use crate::newsletters::may_be_profiled;
use crate::wall::{ScopedQuery, values};

/// One of them.
pub(super) struct Source {
    /// What its entries are.
    pub(super) kind: TimelineKind,
    /// The rank of its entries; of several ranks the least.
    pub(super) rank: i64,
    /// Selects the rows of the customer in `?`, as far as its `WHERE`. What is joined by an index and not by the primary key is marked
    /// as `unlikely`, as the wall does by itself for what is compared with a parameter.
    pub(super) rows: &'static str,
    pub(super) order: Order,
    /// What stands in which column of [`COLUMNS`], of a row `x`.
    pub(super) columns: &'static [(&'static str, &'static str)],
}

/// The columns of all sources, with the type of each.
const COLUMNS: &[(&str, &str)] = &[
    ("source", "bigint"),
    ("happened_at", "timestamptz"),
    ("id", "uuid"),
    ("of_id", "uuid"),
    ("label", "text"),
    ("kind", "text"),
    ("state", "text"),
    ("channel", "text"),
    ("detail", "text"),
    ("reason", "text"),
    ("amount", "bigint"),
    ("settled_at", "timestamptz"),
    ("opened_at", "timestamptz"),
    ("clicked_at", "timestamptz"),
    ("bytes", "bytea"),
    ("sealed_key", "bytea"),
    ("customer_id", "uuid"),
];

pub(super) const CREATED: i64 = 0;
pub(super) const CARD: i64 = 10;
pub(super) const CONSENT: i64 = 20;
pub(super) const NEWSLETTER: i64 = 30;
/// Behind the places of the channels.
pub(super) const CARD_MAIL: i64 = 37;
pub(super) const OFFER_MAIL: i64 = 38;
pub(super) const CONFIRMATION: i64 = 39;
pub(super) const REACTION: i64 = 40;
pub(super) const PURCHASE: i64 = 50;
pub(super) const REFUND: i64 = 60;
pub(super) const INVOICE: i64 = 70;
pub(super) const PAYMENT: i64 = 80;
pub(super) const RFM_MOVE: i64 = 90;
pub(super) const INTERACTION: i64 = 100;
pub(super) const EDIT: i64 = 110;
pub(super) const CASE: i64 = 120;
pub(super) const FILE: i64 = 130;
pub(super) const CART: i64 = 140;
pub(super) const SURVEY_INVITATION: i64 = 150;
pub(super) const SURVEY_ANSWER: i64 = 160;
pub(super) const MAIL: i64 = 170;
pub(super) const EVENT: i64 = 180;
pub(super) const AWARD: i64 = 190;
pub(super) const REFERRED: i64 = 200;
/// Who was merged into whom they have invited is both.
pub(super) const REFERRER: i64 = 201;
pub(super) const COUPON: i64 = 210;

/// When the customer of a message `x` first did so in it by their own hand, if that may be told.
macro_rules! first_reaction {
    ($kind:literal) => {
        concat!(
            "(SELECT min(h.occurred_at) FROM newsletter_hits AS h WHERE h.merchant_id = $1
                  AND h.newsletter_id = x.newsletter_id AND h.kind = '",
            $kind,
            "' AND h.customer_id = x.customer_id AND h.channel = x.channel AND h.verdict = 'human' AND ",
            may_be_profiled!("x.customer_id"),
            ")"
        )
    };
}

/// The place of the channel of a delivery, behind the rank of newsletters.
const DELIVERY_RANK: &str =
    "CASE d.channel WHEN 'email' THEN 30 WHEN 'sms' THEN 31 WHEN 'push' THEN 32 ELSE 33 END";

/// When goods were given back: by the till's clock, unless that one is ahead of ours.
macro_rules! refunded_at {
    () => {
        "CASE WHEN r.occurred_at > r.recorded_at THEN r.recorded_at ELSE r.occurred_at END"
    };
}
pub(super) use refunded_at;

/// What the staff calls the survey of an invitation `x`.
macro_rules! survey_name {
    () => {
        "(SELECT s.name FROM surveys AS s WHERE s.merchant_id = $1 AND s.id = x.survey_id)"
    };
}

/// All of them.
pub(super) const SOURCES: &[Source] = &[
    Source {
        kind: TimelineKind::Created,
        rank: CREATED,
        rows: "SELECT c.id, c.created_at, c.created_by FROM customer AS c WHERE c.id = ?",
        order: Order::Whole("c.created_at"),
        columns: &[("happened_at", "x.created_at"), ("id", "x.id"), ("kind", "x.created_by")],
    },
    Source {
        kind: TimelineKind::Card,
        rank: CARD,
        rows: "SELECT k.number, k.status, k.created_at
               FROM (SELECT own.id, own.member_id FROM customer AS own
                     UNION ALL
                     SELECT own.id, j.member_id FROM customer AS own
                     JOIN joined_members AS j ON j.merchant_id = $1 AND j.customer_id = own.id) AS c
               JOIN cards AS k ON k.member_id = c.member_id
               WHERE (k.status = 'active' OR k.issued_by = $1) AND c.id = ?",
        order: Order::Whole("k.created_at"),
        columns: &[("happened_at", "x.created_at"), ("label", "x.number"), ("state", "x.status")],
    },
    Source {
        kind: TimelineKind::Consent,
        rank: CONSENT,
        rows: "SELECT e.id, e.occurred_at, e.purpose, e.channel, e.state, e.source FROM consent_events AS e
               WHERE e.merchant_id = $1 AND e.customer_id = ?",
        order: Order::InstantAndId("e.occurred_at", "e.id"),
        columns: &[
            ("happened_at", "x.occurred_at"),
            ("id", "x.id"),
            ("kind", "x.purpose"),
            ("channel", "x.channel"),
            ("state", "x.state"),
            ("detail", "x.source"),
        ],
    },
    Source {
        kind: TimelineKind::Message,
        rank: NEWSLETTER,
        rows: "SELECT d.newsletter_id, d.customer_id, d.channel, d.address, d.state, d.reason, d.settled_at, n.name,
                   n.frozen_at
               FROM deliveries AS d JOIN newsletters AS n ON n.merchant_id = $1 AND n.id = d.newsletter_id
               WHERE d.merchant_id = $1 AND n.frozen_at IS NOT NULL AND d.customer_id = ?",
        order: Order::InstantRankAndId("n.frozen_at", DELIVERY_RANK, "d.newsletter_id"),
        columns: &[
            ("happened_at", "x.frozen_at"),
            ("id", "x.newsletter_id"),
            ("label", "x.name"),
            ("state", "x.state"),
            ("channel", "x.channel"),
            ("detail", "x.address"),
            ("reason", "x.reason"),
            ("settled_at", "x.settled_at"),
            ("opened_at", first_reaction!("open")),
            ("clicked_at", first_reaction!("click")),
        ],
    },
    Source {
        kind: TimelineKind::Message,
        rank: CONFIRMATION,
        rows: "SELECT t.token_hash, t.purpose, t.channel, t.address, t.created_at, t.used_at, t.expires_at
               FROM confirmation_tokens AS t WHERE t.merchant_id = $1 AND t.customer_id = ?",
        order: Order::Whole("t.created_at"),
        columns: &[
            ("happened_at", "x.created_at"),
            ("bytes", "x.token_hash"),
            ("kind", "x.purpose"),
            ("channel", "x.channel"),
            ("detail", "x.address"),
            ("settled_at", "x.used_at"),
            ("opened_at", "x.expires_at"),
        ],
    },
    Source {
        kind: TimelineKind::Message,
        rank: OFFER_MAIL,
        rows: "SELECT o.id, o.offer_id, o.address, o.created_at FROM company_offer_mails AS o
               WHERE o.merchant_id = $1 AND o.customer_id = ?",
        order: Order::InstantAndId("o.created_at", "o.id"),
        columns: &[
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("of_id", "x.offer_id"),
            ("label", "(SELECT f.title FROM company_offers AS f WHERE f.merchant_id = $1 AND f.id = x.offer_id)"),
            ("detail", "x.address"),
        ],
    },
    Source {
        kind: TimelineKind::Message,
        rank: CARD_MAIL,
        rows: "SELECT l.id, l.mailed_to, l.created_at FROM card_links AS l
               WHERE l.merchant_id = $1 AND l.mailed_to IS NOT NULL AND l.customer_id = ?",
        order: Order::InstantAndId("l.created_at", "l.id"),
        columns: &[("happened_at", "x.created_at"), ("id", "x.id"), ("detail", "x.mailed_to")],
    },
    Source {
        kind: TimelineKind::Reaction,
        rank: REACTION,
        rows: concat!(
            "SELECT h.id, h.newsletter_id, h.occurred_at, h.kind, h.channel FROM newsletter_hits AS h
             WHERE h.merchant_id = $1 AND h.verdict = 'human' AND ",
            may_be_profiled!("h.customer_id"),
            " AND h.customer_id = ?"
        ),
        order: Order::InstantAndId("h.occurred_at", "h.id"),
        columns: &[
            ("happened_at", "x.occurred_at"),
            ("id", "x.id"),
            ("of_id", "x.newsletter_id"),
            (
                "label",
                "(SELECT n.name FROM newsletters AS n WHERE n.merchant_id = $1 AND n.id = x.newsletter_id)",
            ),
            ("kind", "x.kind"),
            ("channel", "x.channel"),
        ],
    },
    Source {
        kind: TimelineKind::Purchase,
        rank: PURCHASE,
        rows: "SELECT p.id, p.counted_at, p.store_id, p.receipt_number, p.total FROM purchases AS p
               WHERE p.merchant_id = $1 AND p.customer_id = ?",
        order: Order::InstantAndId("p.counted_at", "p.id"),
        columns: &[
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
            "SELECT r.id, r.purchase_id, r.refund_number, r.total, ",
            refunded_at!(),
            " AS refunded_at
             FROM purchases AS p JOIN refunds AS r ON r.merchant_id = $1 AND unlikely(r.purchase_id = p.id)
             WHERE p.merchant_id = $1 AND (p.has_refunds OR p.refunded_total <> 0) AND p.customer_id = ?"
        ),
        order: Order::InstantAndId(refunded_at!(), "r.id"),
        columns: &[
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
        rows: "SELECT i.id, i.created_at, i.number, i.issued_on, i.due_on, i.total FROM invoices AS i
               WHERE i.merchant_id = $1 AND i.customer_id = ?",
        order: Order::InstantAndId("i.created_at", "i.id"),
        columns: &[
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
        rows: "SELECT y.id, y.created_at, y.invoice_id, y.paid_on, y.amount, i.number FROM invoices AS i
               JOIN invoice_payments AS y ON y.merchant_id = $1 AND unlikely(y.invoice_id = i.id)
               WHERE i.merchant_id = $1 AND i.customer_id = ?",
        order: Order::InstantAndId("y.created_at", "y.id"),
        columns: &[
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("of_id", "x.invoice_id"),
            ("label", "x.number"),
            ("detail", "CAST(x.paid_on AS text)"),
            ("amount", "x.amount"),
        ],
    },
    Source {
        kind: TimelineKind::RfmMove,
        rank: RFM_MOVE,
        rows: "SELECT m.id, m.moved_on, m.from_class, m.to_class FROM rfm_moves AS m
               WHERE m.merchant_id = $1 AND m.customer_id = ?",
        order: Order::Id("m.id"),
        columns: &[
            ("id", "x.id"),
            ("detail", "CAST(x.moved_on AS text)"),
            ("kind", "x.from_class"),
            ("state", "x.to_class"),
        ],
    },
    Source {
        kind: TimelineKind::Interaction,
        rank: INTERACTION,
        rows: "SELECT i.id, i.occurred_at, i.kind, i.direction, i.subject, substr(i.text, 1, 200) AS beginning
               FROM interactions AS i WHERE i.merchant_id = $1 AND i.customer_id = ?",
        order: Order::InstantAndId("i.occurred_at", "i.id"),
        columns: &[
            ("happened_at", "x.occurred_at"),
            ("id", "x.id"),
            ("kind", "x.kind"),
            ("channel", "x.direction"),
            ("label", "x.subject"),
            ("detail", "x.beginning"),
        ],
    },
    Source {
        kind: TimelineKind::Edit,
        rank: EDIT,
        rows: "SELECT e.id, e.actor, e.sealed_changes, e.customer_id FROM audit_events AS e
               WHERE e.merchant_id = $1 AND e.subject_kind = 'customer' AND e.action = 'updated'
                   AND e.customer_id = ?",
        order: Order::Id("e.id"),
        columns: &[
            ("id", "x.id"),
            ("detail", "x.actor"),
            ("bytes", "x.sealed_changes"),
            (
                "sealed_key",
                "(SELECT k.sealed_key FROM customer_keys AS k WHERE k.merchant_id = $1 AND k.customer_id = x.customer_id)",
            ),
        ],
    },
    Source {
        kind: TimelineKind::Case,
        rank: CASE,
        rows: "SELECT s.id, s.created_at, s.subject, s.state, s.assignee_id, s.due_on FROM service_cases AS s
               WHERE s.merchant_id = $1 AND s.customer_id = ?",
        order: Order::InstantAndId("s.created_at", "s.id"),
        columns: &[
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
        rows: "SELECT f.id, f.created_at, f.name, f.kind, f.size FROM customer_files AS f
               WHERE f.merchant_id = $1 AND f.customer_id = ?",
        order: Order::InstantAndId("f.created_at", "f.id"),
        columns: &[
            ("happened_at", "x.created_at"),
            ("id", "x.id"),
            ("label", "x.name"),
            ("kind", "x.kind"),
            ("amount", "x.size"),
        ],
    },
    Source {
        kind: TimelineKind::Cart,
        rank: CART,
        rows: "SELECT k.id, k.changed_at, k.stage, k.total, k.purchase_id, k.bought_at, k.abandons_at, k.expires_at
               FROM carts AS k WHERE k.merchant_id = $1 AND k.customer_id = ?",
        order: Order::InstantAndId("k.changed_at", "k.id"),
        columns: &[
            ("happened_at", "x.changed_at"),
            ("id", "x.id"),
            ("of_id", "x.purchase_id"),
            ("kind", "x.stage"),
            ("amount", "x.total"),
            ("settled_at", "x.bought_at"),
            ("opened_at", "x.abandons_at"),
            ("clicked_at", "x.expires_at"),
        ],
    },
    Source {
        kind: TimelineKind::SurveyInvitation,
        rank: SURVEY_INVITATION,
        rows: "SELECT v.id, v.invited_at, v.survey_id FROM survey_invitations AS v
               WHERE v.merchant_id = $1 AND v.newsletter_id IS NULL AND v.customer_id = ?",
        order: Order::InstantAndId("v.invited_at", "v.id"),
        columns: &[
            ("happened_at", "x.invited_at"),
            ("id", "x.id"),
            ("of_id", "x.survey_id"),
            ("label", survey_name!()),
        ],
    },
    Source {
        kind: TimelineKind::SurveyAnswer,
        rank: SURVEY_ANSWER,
        rows: "SELECT v.id, v.answered_at, v.survey_id, v.kind, v.score, substr(v.comment, 1, 200) AS beginning
               FROM survey_invitations AS v
               WHERE v.merchant_id = $1 AND v.answered_at IS NOT NULL AND v.customer_id = ?",
        order: Order::InstantAndId("v.answered_at", "v.id"),
        columns: &[
            ("happened_at", "x.answered_at"),
            ("id", "x.id"),
            ("of_id", "x.survey_id"),
            ("label", survey_name!()),
            ("kind", "x.kind"),
            ("detail", "x.beginning"),
            ("amount", "x.score"),
        ],
    },
    Source {
        kind: TimelineKind::Mail,
        rank: MAIL,
        rows: "SELECT m.id, m.sent_at, m.direction, m.automatic, m.sealed_head, m.sealed_for FROM customer_mails AS m
               WHERE m.merchant_id = $1 AND m.customer_id = ?",
        order: Order::InstantAndId("m.sent_at", "m.id"),
        columns: &[
            ("happened_at", "x.sent_at"),
            ("id", "x.id"),
            ("of_id", "x.sealed_for"),
            ("channel", "x.direction"),
            ("kind", "CASE WHEN x.automatic THEN 'automatic' ELSE 'written' END"),
            ("bytes", "x.sealed_head"),
            (
                "sealed_key",
                "(SELECT k.sealed_key FROM customer_keys AS k WHERE k.merchant_id = $1 AND k.customer_id = x.sealed_for)",
            ),
        ],
    },
    Source {
        kind: TimelineKind::Event,
        rank: EVENT,
        rows: "SELECT e.id, e.occurred_at, e.name, e.source FROM custom_events AS e
               WHERE e.merchant_id = $1 AND e.customer_id = ?",
        order: Order::InstantAndId("e.occurred_at", "e.id"),
        columns: &[
            ("happened_at", "x.occurred_at"),
            ("id", "x.id"),
            ("label", "x.name"),
            ("detail", "x.source"),
        ],
    },
    Source {
        kind: TimelineKind::Award,
        rank: AWARD,
        rows: "SELECT w.operation_id, w.given_at, w.programme_id, w.given_for, w.name, w.point_type, w.points
               FROM point_awards AS w
               WHERE w.merchant_id = $1 AND w.operation_id IS NOT NULL AND w.customer_id = ?",
        order: Order::InstantAndId("w.given_at", "w.operation_id"),
        columns: &[
            ("happened_at", "x.given_at"),
            ("id", "x.operation_id"),
            ("of_id", "x.programme_id"),
            ("label", "x.name"),
            ("kind", "x.given_for"),
            ("detail", "x.point_type"),
            ("amount", "x.points"),
        ],
    },
    Source {
        kind: TimelineKind::Referral,
        rank: REFERRED,
        rows: "SELECT r.id, r.created_at, r.state, r.refusal, r.bought_by, w.customer_id AS other_id
               FROM referrals AS r JOIN referral_codes AS w ON w.merchant_id = $1 AND w.code = r.code
               WHERE r.merchant_id = $1 AND r.customer_id = ?",
        order: Order::InstantAndId("r.created_at", "r.id"),
        columns: REFERRAL,
    },
    Source {
        kind: TimelineKind::Referral,
        rank: REFERRER,
        rows: "SELECT r.id, r.created_at, r.state, r.refusal, r.bought_by, r.customer_id AS other_id
               FROM referral_codes AS w JOIN referrals AS r ON r.merchant_id = $1 AND unlikely(r.code = w.code)
               WHERE w.merchant_id = $1 AND w.customer_id = ?",
        order: Order::InstantAndId("r.created_at", "r.id"),
        columns: REFERRAL,
    },
    Source {
        kind: TimelineKind::Coupon,
        rank: COUPON,
        rows: "SELECT k.code, k.campaign_id, k.given_at FROM coupon_codes AS k
               WHERE k.merchant_id = $1 AND k.given_at IS NOT NULL AND k.customer_id = ?",
        order: Order::Whole("k.given_at"),
        columns: &[
            ("happened_at", "x.given_at"),
            ("of_id", "x.campaign_id"),
            ("label", "(SELECT c.name FROM coupon_campaigns AS c WHERE c.merchant_id = $1 AND c.id = x.campaign_id)"),
            ("detail", "x.code"),
        ],
    },
];

/// What stands in which column of a referral.
const REFERRAL: &[(&str, &str)] = &[
    ("happened_at", "x.created_at"),
    ("id", "x.id"),
    ("of_id", "x.other_id"),
    ("state", "x.state"),
    ("reason", "x.refusal"),
    ("settled_at", "x.bought_by"),
];

/// Adds the `SELECT` of a source.
pub(super) fn push_source(
    query: &mut ScopedQuery,
    source: &Source,
    backend: DbBackend,
    customer: CustomerId,
    (bounds, most): (&Bounds, u16),
) {
    query.push(&columns_of(source), []);
    query.push(" FROM (", []).push(&in_dialect(source.rows, backend), values![customer.value()]);
    bounds.push(query, source.order, source.rank, most);
    query.push(") AS x", []);
}

/// The text as that database takes it: only SQLite is told what is unlikely.
pub(super) fn in_dialect(text: &'static str, backend: DbBackend) -> Cow<'static, str> {
    match backend {
        DbBackend::Sqlite => Cow::Borrowed(text),
        _ => Cow::Owned(text.replace("unlikely(", "(")),
    }
}

/// `SELECT` with every column, those that the source lacks as nothing of their type.
pub(super) fn columns_of(source: &Source) -> String {
    let mut text = "SELECT ".to_owned();
    for (place, (name, kind)) in COLUMNS.iter().enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        let given = source.columns.iter().find(|(column, _)| column == name);
        let written = match given {
            _ if *name == "source" => write!(text, "{separator}CAST({} AS bigint) AS source", source.rank),
            Some((_, expression)) => write!(text, "{separator}{expression} AS {name}"),
            None => write!(text, "{separator}CAST(NULL AS {kind}) AS {name}"),
        };
        debug_assert!(written.is_ok(), "a text takes what is written into it");
    }
    text
}
