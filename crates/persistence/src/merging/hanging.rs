//! Moves the rows about a customer who is merged to the survivor, and back.

use regulars_customers::Moved;
use regulars_kernel::{CustomerId, Instant, MergeId, StoreError};
use uuid::Uuid;

use super::messages;
use crate::wall::{ScopedSql, WriteTx, values};

/// The rows of one kind: remembered first, then given to somebody else.
struct Kind {
    name: &'static str,
    /// Whether what is remembered depends on what the survivor has.
    asks_survivor: bool,
    remember: ScopedSql,
    assign: ScopedSql,
}

/// `$2` is the merge, `$3` who is merged, `$4` the survivor.
macro_rules! remember {
    ($kind:literal, $table:literal, ($of:literal, $id:literal, $part:literal), $condition:literal) => {
        concat!(
            "INSERT INTO customer_merge_moves (merchant_id, merge_id, customer_id, kind, row_of, row_id, row_part)
             SELECT $1, $2, $3, '",
            $kind,
            "', ",
            $of,
            ", ",
            $id,
            ", ",
            $part,
            " FROM ",
            $table,
            " AS r WHERE r.merchant_id = $1 AND r.customer_id = $3",
            $condition
        )
    };
}

/// `$2` is the merge, `$3` who was merged, `$4` whose the rows become, `$5` whose they are.
macro_rules! assign {
    ($kind:literal, $table:literal, $join:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " AS r SET customer_id = $4 FROM customer_merge_moves AS m
             WHERE m.merchant_id = $1 AND m.merge_id = $2 AND m.customer_id = $3 AND m.kind = '",
            $kind,
            "' AND r.merchant_id = $1 AND r.customer_id = $5 AND ",
            $join
        )
    };
}

/// In the order in which they move: reactions are found by the messages, which move behind them. Each is a constant of its own,
/// because the compiler takes one that is as long as all of them for endless.
const KINDS: [Kind; 30] = [
    const {
        Kind {
        name: "hits",
        asks_survivor: false,
        remember: ScopedSql::new(remember!(
            "hits",
            "newsletter_hits",
            ("r.newsletter_id", "r.id", "''"),
            " AND r.kind IN ('open', 'click') AND r.newsletter_id IN (SELECT d.newsletter_id FROM deliveries AS d
                 WHERE d.merchant_id = $1 AND d.customer_id = $3)"
        )),
        assign: ScopedSql::new(assign!(
            "hits",
            "newsletter_hits",
            "r.newsletter_id = m.row_of AND r.id = m.row_id"
        )),
    }
    },
    const {
        Kind {
            name: "unsubscribes",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "unsubscribes",
                "newsletter_unsubscribes",
                ("r.newsletter_id", "r.newsletter_id", "''"),
                " AND NOT EXISTS (SELECT 1 FROM newsletter_unsubscribes AS o WHERE o.merchant_id = $1
                 AND o.newsletter_id = r.newsletter_id AND o.customer_id = $4)"
            )),
            assign: ScopedSql::new(assign!(
                "unsubscribes",
                "newsletter_unsubscribes",
                "r.newsletter_id = m.row_of"
            )),
        }
    },
    const {
        Kind {
            name: "deliveries",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "deliveries",
                "deliveries",
                ("r.newsletter_id", "r.newsletter_id", "r.channel"),
                " AND r.state NOT IN ('leased', 'sending') AND NOT EXISTS (SELECT 1 FROM deliveries AS o
                 WHERE o.merchant_id = $1 AND o.newsletter_id = r.newsletter_id AND o.customer_id = $4
                     AND o.channel = r.channel)"
            )),
            assign: ScopedSql::new(assign!(
                "deliveries",
                "deliveries",
                "r.newsletter_id = m.row_of AND r.channel = m.row_part"
            )),
        }
    },
    const {
        Kind {
            name: "purchases",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("purchases", "purchases", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("purchases", "purchases", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "rfm_moves",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("rfm_moves", "rfm_moves", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("rfm_moves", "rfm_moves", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "interactions",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("interactions", "interactions", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("interactions", "interactions", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "cases",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("cases", "service_cases", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("cases", "service_cases", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "files",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("files", "customer_files", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("files", "customer_files", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "mails",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("mails", "customer_mails", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("mails", "customer_mails", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "invoices",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("invoices", "invoices", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("invoices", "invoices", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "carts",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("carts", "carts", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("carts", "carts", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "events",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("events", "custom_events", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("events", "custom_events", "r.id = m.row_id")),
        }
    },
    // Campaigns before uses of their codes, as whoever uses one holds them.
    const {
        Kind {
            name: "coupon_campaigns",
            asks_survivor: false,
            remember: ScopedSql::new(remember!(
                "coupon_campaigns",
                "coupon_campaigns",
                ("r.id", "r.id", "''"),
                ""
            )),
            assign: ScopedSql::new(assign!("coupon_campaigns", "coupon_campaigns", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "coupon_codes",
            asks_survivor: false,
            remember: ScopedSql::new(remember!(
                "coupon_codes",
                "coupon_codes",
                ("r.campaign_id", "r.campaign_id", "r.code"),
                ""
            )),
            assign: ScopedSql::new(assign!("coupon_codes", "coupon_codes", "r.code = m.row_part")),
        }
    },
    const {
        Kind {
            name: "newsletter_coupons",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "newsletter_coupons",
                "newsletter_coupons",
                ("r.newsletter_id", "r.newsletter_id", "''"),
                " AND NOT EXISTS (SELECT 1 FROM newsletter_coupons AS o WHERE o.merchant_id = $1
                 AND o.newsletter_id = r.newsletter_id AND o.customer_id = $4)"
            )),
            assign: ScopedSql::new(assign!(
                "newsletter_coupons",
                "newsletter_coupons",
                "r.newsletter_id = m.row_of"
            )),
        }
    },
    const {
        Kind {
            name: "coupon_uses",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("coupon_uses", "coupon_uses", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("coupon_uses", "coupon_uses", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "surveys",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("surveys", "survey_invitations", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("surveys", "survey_invitations", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "employments",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "employments",
                "company_employees",
                ("r.company_id", "r.company_id", "''"),
                " AND NOT EXISTS (SELECT 1 FROM company_employees AS o WHERE o.merchant_id = $1
                 AND o.company_id = r.company_id AND o.customer_id = $4)"
            )),
            assign: ScopedSql::new(assign!("employments", "company_employees", "r.company_id = m.row_of")),
        }
    },
    const {
        Kind {
            name: "referral_codes",
            asks_survivor: false,
            remember: ScopedSql::new(remember!(
                "referral_codes",
                "referral_codes",
                ("r.programme_id", "r.programme_id", "r.code"),
                ""
            )),
            assign: ScopedSql::new(assign!("referral_codes", "referral_codes", "r.code = m.row_part")),
        }
    },
    // Before the accounts: whoever pays a referral holds it first.
    const {
        Kind {
            name: "referrals",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "referrals",
                "referrals",
                ("r.id", "r.id", "''"),
                " AND NOT EXISTS (SELECT 1 FROM referrals AS o WHERE o.merchant_id = $1 AND o.customer_id = $4)"
            )),
            assign: ScopedSql::new(assign!("referrals", "referrals", "r.id = m.row_id")),
        }
    },
    // Before the accounts: whoever brings an order further holds the order first.
    const {
        Kind {
            name: "reward_orders",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("reward_orders", "reward_orders", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("reward_orders", "reward_orders", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
        name: "programmes",
        asks_survivor: true,
        remember: ScopedSql::new(remember!(
            "programmes",
            "programme_members",
            ("r.id", "r.id", "''"),
            " AND (r.left_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM programme_members AS o WHERE o.merchant_id = $1
                 AND o.programme_id = r.programme_id AND o.customer_id = $4))"
        )),
        assign: ScopedSql::new(assign!("programmes", "programme_members", "r.id = m.row_id")),
    }
    },
    const {
        Kind {
            name: "point_accounts",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "point_accounts",
                "point_accounts",
                ("r.id", "r.id", "''"),
                " AND NOT EXISTS (SELECT 1 FROM point_accounts AS o WHERE o.merchant_id = $1
                 AND o.programme_id = r.programme_id AND o.point_type = r.point_type AND o.customer_id = $4)"
            )),
            assign: ScopedSql::new(assign!("point_accounts", "point_accounts", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "awards",
            asks_survivor: true,
            remember: ScopedSql::new(remember!(
                "awards",
                "point_awards",
                ("r.rule_id", "r.rule_id", "r.occasion"),
                " AND NOT EXISTS (SELECT 1 FROM point_awards AS o WHERE o.merchant_id = $1
                 AND o.rule_id = r.rule_id AND o.occasion = r.occasion AND o.customer_id = $4)"
            )),
            assign: ScopedSql::new(assign!(
                "awards",
                "point_awards",
                "r.rule_id = m.row_of AND r.occasion = m.row_part"
            )),
        }
    },
    const {
        Kind {
            name: "offers",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("offers", "company_offers", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("offers", "company_offers", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "offer_versions",
            asks_survivor: false,
            remember: ScopedSql::new(remember!(
                "offer_versions",
                "company_offer_versions",
                ("r.offer_id", "r.offer_id", "CAST(r.version AS text)"),
                ""
            )),
            assign: ScopedSql::new(assign!(
                "offer_versions",
                "company_offer_versions",
                "r.offer_id = m.row_of AND CAST(r.version AS text) = m.row_part"
            )),
        }
    },
    const {
        Kind {
            name: "offer_mails",
            asks_survivor: false,
            remember: ScopedSql::new(remember!(
                "offer_mails",
                "company_offer_mails",
                ("r.offer_id", "r.id", "''"),
                ""
            )),
            assign: ScopedSql::new(assign!(
                "offer_mails",
                "company_offer_mails",
                "r.offer_id = m.row_of AND r.id = m.row_id"
            )),
        }
    },
    const {
        Kind {
            name: "card_links",
            asks_survivor: false,
            remember: ScopedSql::new(remember!("card_links", "card_links", ("r.id", "r.id", "''"), "")),
            assign: ScopedSql::new(assign!("card_links", "card_links", "r.id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "members",
            asks_survivor: false,
            remember: ScopedSql::new(remember!(
                "members",
                "joined_members",
                ("r.member_id", "r.member_id", "''"),
                ""
            )),
            assign: ScopedSql::new(assign!("members", "joined_members", "r.member_id = m.row_id")),
        }
    },
    const {
        Kind {
            name: "confirmations",
            asks_survivor: false,
            remember: ScopedSql::by_dialect(
                remember!(
                    "confirmations",
                    "confirmation_tokens",
                    ("r.customer_id", "r.customer_id", "hex(r.token_hash)"),
                    ""
                ),
                remember!(
                    "confirmations",
                    "confirmation_tokens",
                    ("r.customer_id", "r.customer_id", "upper(encode(r.token_hash, 'hex'))"),
                    ""
                ),
            ),
            assign: ScopedSql::by_dialect(
                assign!("confirmations", "confirmation_tokens", "hex(r.token_hash) = m.row_part"),
                assign!(
                    "confirmations",
                    "confirmation_tokens",
                    "upper(encode(r.token_hash, 'hex')) = m.row_part"
                ),
            ),
        }
    },
];

pub(super) async fn move_all(
    tx: &WriteTx,
    merge: MergeId,
    from: CustomerId,
    to: CustomerId,
    now: Instant,
) -> Result<Moved, StoreError> {
    messages::give_back_leased(tx, from).await?;
    let mut moved = Moved::default();
    for kind in &KINDS {
        let (from, to) = (from.value(), to.value());
        let mut about = values![merge.value(), from];
        if kind.asks_survivor {
            about.push(to.into());
        }
        let count = tx.execute(kind.remember, about).await?;
        if count > 0 {
            tx.execute(kind.assign, values![merge.value(), from, to, from]).await?;
        }
        count_in(&mut moved, kind.name, count);
    }
    moved.excluded_deliveries = messages::exclude_what_would_come_twice(tx, from, to, now).await?;
    Ok(moved)
}

fn count_in(moved: &mut Moved, kind: &str, count: u64) {
    let place = match kind {
        "hits" => &mut moved.reactions,
        "unsubscribes" => &mut moved.unsubscribes,
        "deliveries" => &mut moved.deliveries,
        "purchases" => &mut moved.purchases,
        "rfm_moves" => &mut moved.rfm_moves,
        "interactions" => &mut moved.interactions,
        "cases" => &mut moved.cases,
        "files" => &mut moved.files,
        "mails" => &mut moved.mails,
        "invoices" => &mut moved.invoices,
        "carts" => &mut moved.carts,
        "surveys" => &mut moved.surveys,
        "employments" => &mut moved.employments,
        "offers" => &mut moved.offers,
        "programmes" => &mut moved.programmes,
        "point_accounts" => &mut moved.point_accounts,
        "reward_orders" => &mut moved.reward_orders,
        "coupon_uses" => &mut moved.coupon_uses,
        "coupon_codes" => &mut moved.coupons,
        "confirmations" => &mut moved.confirmations,
        // Cards of members are counted as cards, and so are links to them; what belongs to an offer or to a coupon with that, and
        // awards with the accounts. Campaigns are the merchant's, and events those of its tools. By whom somebody was invited is told
        // by the list of referrals.
        _ => return,
    };
    *place += count;
}

/// Gives back what was moved, as far as it is still the survivor's.
pub(super) async fn move_back(
    tx: &WriteTx,
    merge: MergeId,
    merged: Uuid,
    survivor: Uuid,
) -> Result<(), StoreError> {
    messages::give_back_leased(tx, CustomerId::new(survivor)).await?;
    for kind in KINDS.iter().rev() {
        tx.execute(kind.assign, values![merge.value(), merged, merged, survivor]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::merging::fates::{Fate, TABLES};
    use crate::trial::{on_each_database, tables_with};

    #[tokio::test]
    async fn every_table_about_customers_has_its_fate() {
        on_each_database(async |trial| {
            let decided: BTreeSet<String> = TABLES.iter().map(|(table, ..)| (*table).to_owned()).collect();
            let mut there: BTreeSet<String> = tables_with(&trial, "customer_id").await.into_iter().collect();
            // PostgreSQL needs no table for the quick search.
            there.insert("customer_search_rows".to_owned());
            assert_eq!(decided, there, "say in TABLES what a merge does with it");
            let moved = TABLES.iter().filter(|(_, fate, _)| *fate == Fate::Moved).count();
            assert_eq!(moved, KINDS.len());
        })
        .await;
    }
}
