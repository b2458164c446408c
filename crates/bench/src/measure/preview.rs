//! Counting the customers who pass a filter and those of them whom advertising reaches, against SQL written by hand.

use std::time::Instant;

use serde_json::{Value, json};

use crate::Failure;
use crate::figures::{Line, Spread, quantile};
use crate::postgres::Postgres;
use crate::program::{Program, Server};

/// A filter, and where somebody who writes SQL by hand would look for those who pass it.
struct Filter {
    name: &'static str,
    filter: Value,
    /// What joins the customers `c`.
    joins: &'static str,
    /// Which of them pass.
    condition: &'static str,
}

/// The one question that a preview asks of many customers: how many pass, and how many of them an e-mail and a text
/// message may reach.
const BY_HAND: &str = "SELECT count(*),
        count(*) FILTER (WHERE c.email_verified_at IS NOT NULL AND c.restricted_at IS NULL
            AND g.customer_id IS NOT NULL AND x.address IS NULL),
        count(*) FILTER (WHERE c.restricted_at IS NULL AND h.customer_id IS NOT NULL AND y.address IS NULL)
    FROM customers c {joins}
    LEFT JOIN consent_states g ON g.merchant_id = {m} AND g.customer_id = c.id AND g.purpose = 'advertising'
        AND g.channel = 'email' AND g.state = 'granted' AND g.address = c.email_folded
    LEFT JOIN suppressions x ON x.merchant_id = {m} AND x.channel = 'email' AND x.address = c.email_folded
    LEFT JOIN consent_states h ON h.merchant_id = {m} AND h.customer_id = c.id AND h.purpose = 'advertising'
        AND h.channel = 'sms' AND h.state = 'granted' AND h.address = c.phone
    LEFT JOIN suppressions y ON y.merchant_id = {m} AND y.channel = 'sms' AND y.address = c.phone
    WHERE c.merchant_id = {m} AND {condition}";

const TOTALS: &str = "JOIN customer_totals t ON t.merchant_id = {m} AND t.customer_id = c.id";

fn filters() -> Vec<Filter> {
    let group = |name, joins, condition| Filter { name, filter: json!({"segment": name}), joins, condition };
    vec![
        group(
            "first_purchase_last_month",
            TOTALS,
            "t.first_purchase_at >= (date_trunc('month', now() AT TIME ZONE 'Europe/Belgrade') - interval '1 month')
                 AT TIME ZONE 'Europe/Belgrade'
             AND t.first_purchase_at <
                 date_trunc('month', now() AT TIME ZONE 'Europe/Belgrade') AT TIME ZONE 'Europe/Belgrade'",
        ),
        group(
            "lost",
            TOTALS,
            "t.last_purchase_at < (date_trunc('day', now() AT TIME ZONE 'Europe/Belgrade') - interval '8 months')
                 AT TIME ZONE 'Europe/Belgrade'",
        ),
        group("all_verified", "", "c.email_verified_at IS NOT NULL"),
        group(
            "members_verified",
            "",
            "c.email_verified_at IS NOT NULL AND c.customer_type IN ('regular', 'member')",
        ),
        group(
            "non_members_verified",
            "",
            "c.email_verified_at IS NOT NULL AND c.customer_type = 'non_member'",
        ),
        group(
            "birthday_next_four_weeks",
            "",
            "c.birth_month_day IN (
                 SELECT extract(month FROM day)::bigint * 100 + extract(day FROM day)::bigint
                 FROM generate_series((now() AT TIME ZONE 'Europe/Belgrade')::date,
                     (now() AT TIME ZONE 'Europe/Belgrade')::date + 27, interval '1 day') AS day)",
        ),
        Filter {
            name: "city and tag",
            filter: json!({"all": [{"field": "city", "op": "in", "value": ["Novi Sad"]}, {"tag": "VIP"}]}),
            joins: "JOIN customer_tags l ON l.merchant_id = {m} AND l.customer_id = c.id
                    JOIN tags t ON t.merchant_id = {m} AND t.id = l.tag_id AND t.name_folded = 'vip'",
            condition: "c.city_folded = 'novi sad'",
        },
        Filter {
            name: "sum of 90 days",
            filter: json!({"purchases": {"fn": "sum", "of": "total", "within": {"last": 90, "unit": "day"},
                                         "op": "gte", "value": 1_000_000}}),
            joins: "JOIN (SELECT customer_id FROM purchases
                          WHERE merchant_id = {m} AND NOT fully_refunded AND customer_id IS NOT NULL
                              AND occurred_at >= now() - interval '90 days'
                          GROUP BY customer_id HAVING sum(total - refunded_total) >= 1000000) p ON p.customer_id = c.id",
            condition: "true",
        },
        Filter {
            name: "consent and type",
            filter: json!({"all": [
                {"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}},
                {"field": "type", "op": "eq", "value": "regular"}]}),
            joins: "JOIN consent_states a ON a.merchant_id = {m} AND a.customer_id = c.id
                        AND a.purpose = 'advertising' AND a.channel = 'email' AND a.state = 'granted'",
            condition: "c.customer_type = 'regular'",
        },
    ]
}

/// Measures every filter in `rounds` rounds. The first of them only warms up.
pub fn measure(
    program: &Program,
    server: &Server,
    postgres: &Postgres,
    customers: u32,
    rounds: u32,
) -> Result<(Line, Vec<String>), Failure> {
    let mut owner = program.owner(server)?;
    let merchant = format!("'{}'", program.merchant());
    let filters = filters();
    let mut ours = vec![Vec::new(); filters.len()];
    let mut limits = vec![Vec::new(); filters.len()];
    let mut counts = vec![(String::new(), String::new()); filters.len()];
    let mut whole = Vec::new();
    for round in 0..=rounds {
        for (index, Filter { filter, joins, condition, .. }) in filters.iter().enumerate() {
            let body = json!({"filter": filter}).to_string();
            let mut answer = Value::Null;
            let logged = postgres.logged_while(|| {
                answer = owner.post("/v1/segments/preview", &body)?.json()?;
                Ok(())
            })?;
            let counted = logged.iter().find(|entry| entry.text.contains("email_granted.channel = 'email'"));
            let counted = counted.ok_or("no statement counts the customers")?.milliseconds;
            let by_hand =
                BY_HAND.replace("{joins}", joins).replace("{condition}", condition).replace("{m}", &merchant);
            let limit = postgres.time(&by_hand)?;
            counts[index] = (answer["count"].to_string(), postgres.sql(&by_hand)?.replace('|', " / "));
            // The log is off here, so this is what a user waits for.
            let started = Instant::now();
            owner.post("/v1/segments/preview", &body)?.json()?;
            if round > 0 {
                ours[index].push(counted);
                limits[index].push(limit);
                whole.push(started.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    let mut details = Vec::new();
    let mut ratios = Vec::new();
    for (index, Filter { name, .. }) in filters.iter().enumerate() {
        let (own, hand) = (Spread::of(ours[index].clone()), Spread::of(limits[index].clone()));
        ratios.push(own.median / hand.median);
        let (counted, by_hand) = &counts[index];
        details.push(format!(
            "| {name} | {counted} | {by_hand} | {} | {} | {:.2} |",
            own.text("ms", 1),
            hand.text("ms", 1),
            own.median / hand.median
        ));
    }
    whole.sort_by(f64::total_cmp);
    let p95 = quantile(&whole, 0.95);
    let ratio = Spread::of(ratios.iter().copied());
    let worst = ratios.iter().copied().fold(0.0, f64::max);
    let line = Line {
        work: format!(
            "Preview count (meant and reached) of {} filters at {customers} customers",
            filters.len()
        ),
        ours: Spread::of(ours.concat()).text("ms", 1),
        limit: format!("SQL by hand: {}", Spread::of(limits.concat()).text("ms", 1)),
        ratio: ratio.text("", 2),
        goal: "≤ 1.2 each; p95 ≤ 300 ms".to_owned(),
        met: worst <= 1.2 && p95 <= 300.0,
        notes: format!(
            "the whole preview (count, reach, sample): p50 {:.0} ms, p95 {p95:.0} ms",
            quantile(&whole, 0.5)
        ),
    };
    Ok((line, details))
}
