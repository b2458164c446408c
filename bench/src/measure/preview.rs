//! Counting the customers who pass a filter, against SQL that was written by hand.

use std::time::Instant;

use serde_json::{Value, json};

use crate::Failure;
use crate::figures::{Line, Spread, quantile};
use crate::postgres::Postgres;
use crate::program::{Program, Server};

/// A filter, and how somebody would write the count of those who pass it. `{m}` is the merchant.
struct Filter {
    name: &'static str,
    filter: Value,
    by_hand: &'static str,
}

fn filters() -> Vec<Filter> {
    let group = |name, by_hand| Filter { name, filter: json!({"segment": name}), by_hand };
    vec![
        group(
            "first_purchase_last_month",
            "SELECT count(*) FROM customer_totals WHERE merchant_id = {m}
             AND first_purchase_at >= (date_trunc('month', now() AT TIME ZONE 'Europe/Belgrade') - interval '1 month')
                 AT TIME ZONE 'Europe/Belgrade'
             AND first_purchase_at < date_trunc('month', now() AT TIME ZONE 'Europe/Belgrade') AT TIME ZONE 'Europe/Belgrade'",
        ),
        group(
            "lost",
            "SELECT count(*) FROM customer_totals WHERE merchant_id = {m}
             AND last_purchase_at < (date_trunc('day', now() AT TIME ZONE 'Europe/Belgrade') - interval '8 months')
                 AT TIME ZONE 'Europe/Belgrade'",
        ),
        group(
            "all_verified",
            "SELECT count(*) FROM customers WHERE merchant_id = {m} AND email_verified_at IS NOT NULL",
        ),
        group(
            "members_verified",
            "SELECT count(*) FROM customers WHERE merchant_id = {m} AND email_verified_at IS NOT NULL
             AND customer_type IN ('regular', 'member')",
        ),
        group(
            "non_members_verified",
            "SELECT count(*) FROM customers WHERE merchant_id = {m} AND email_verified_at IS NOT NULL
             AND customer_type = 'non_member'",
        ),
        group(
            "birthday_next_four_weeks",
            "SELECT count(*) FROM customers WHERE merchant_id = {m} AND birth_month_day IN (
                 SELECT extract(month FROM day)::bigint * 100 + extract(day FROM day)::bigint
                 FROM generate_series((now() AT TIME ZONE 'Europe/Belgrade')::date,
                     (now() AT TIME ZONE 'Europe/Belgrade')::date + 27, interval '1 day') AS day)",
        ),
        Filter {
            name: "city and tag",
            filter: json!({"all": [{"field": "city", "op": "in", "value": ["Novi Sad"]}, {"tag": "VIP"}]}),
            by_hand: "SELECT count(*) FROM customers c
             JOIN customer_tags x ON x.merchant_id = {m} AND x.customer_id = c.id
             JOIN tags t ON t.merchant_id = {m} AND t.id = x.tag_id AND t.name_folded = 'vip'
             WHERE c.merchant_id = {m} AND c.city_folded = 'novi sad'",
        },
        Filter {
            name: "sum of 90 days",
            filter: json!({"purchases": {"fn": "sum", "of": "total", "within": {"last": 90, "unit": "day"},
                                         "op": "gte", "value": 1_000_000}}),
            by_hand: "SELECT count(*) FROM (
                 SELECT customer_id FROM purchases
                 WHERE merchant_id = {m} AND NOT fully_refunded AND customer_id IS NOT NULL
                     AND occurred_at >= now() - interval '90 days' AND occurred_at < now()
                 GROUP BY customer_id HAVING sum(total - refunded_total) >= 1000000) AS passed",
        },
        Filter {
            name: "consent and language",
            filter: json!({"all": [
                {"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}},
                {"field": "language", "op": "eq", "value": "sr-RS"}]}),
            by_hand: "SELECT count(*) FROM customers c
             JOIN consent_states s ON s.merchant_id = {m} AND s.customer_id = c.id AND s.purpose = 'advertising'
                 AND s.channel = 'email' AND s.state = 'granted'
             WHERE c.merchant_id = {m} AND c.language = 'sr-RS'",
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
    let mut counts = vec![(0, 0); filters.len()];
    let mut whole = Vec::new();
    for round in 0..=rounds {
        for (index, Filter { filter, by_hand, .. }) in filters.iter().enumerate() {
            let body = json!({"filter": filter}).to_string();
            let mut answer = Value::Null;
            let logged = postgres.logged_while(|| {
                answer = owner.post("/v1/segments/preview", &body)?.json()?;
                Ok(())
            })?;
            let counted = logged.iter().find(|entry| {
                entry.text.contains("count(*) AS customers") && !entry.text.contains("verdict")
            });
            let counted = counted.ok_or("no statement counts the customers")?.milliseconds;
            let by_hand = by_hand.replace("{m}", &merchant);
            let limit = postgres.time(&by_hand)?;
            counts[index] =
                (answer["count"].as_i64().unwrap_or_default(), postgres.sql(&by_hand)?.parse::<i64>()?);
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
        let (counted, by_hand) = counts[index];
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
        work: format!("Preview count of {} filters at {customers} customers", filters.len()),
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
