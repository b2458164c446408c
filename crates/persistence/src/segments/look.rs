//! Counts and samples an audience in one evaluation of its filter.

use regulars_kernel::{Channel, CustomerId, Instant, PageSize, StoreError};
use regulars_segments::Reach;
use uuid::Uuid;

use super::evaluate::take_off;
use super::gate::IS_SHARED;
use super::{Audience, Gate};
use crate::wall::{FromRow, QueryHead, ReadTx, Row, RowError, values};

/// Names of columns that say whether a customer passes; the channels together ask no more questions.
const PASSES: [&str; 16] =
    ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"];

/// A customer of the sample, if there is any, and the counts.
struct Looked(Option<Uuid>, Vec<i64>);

impl FromRow for Looked {
    fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
        let counts = (1..row.width()).map(|place| row.at(place));
        Ok(Self(row.at(0)?, counts.collect::<Result<_, _>>()?))
    }
}

/// Who is meant is found once and kept for the length of the statement; all that is asked is then asked of those. Measured
/// on 100,000 customers with a million purchases: a sum over 90 days takes half the time that a count and a sample take
/// one after the other when few are meant, and four fifths when many are.
pub(super) async fn look_once(
    tx: &ReadTx,
    audience: Audience,
    channels: &[Channel],
    now: Instant,
    sample: PageSize,
) -> Result<(Reach, Vec<CustomerId>), StoreError> {
    let gates: Vec<Gate> = channels.iter().map(|channel| Gate::new(*channel, now)).collect();
    let head = QueryHead::new("WITH meant AS MATERIALIZED (SELECT c.id, c.email_folded");
    let mut names = PASSES.into_iter();
    let head = gates.iter().fold(head, |head, gate| gate.mark_passing(head, &mut names));
    let head = head.then(" FROM customers c", []);
    let head = gates.iter().fold(head, |head, gate| gate.join(head));
    let mut query = audience.of(head);
    query.push(") SELECT sample.id, counted.* FROM (SELECT count(*) AS customers", []);
    let mut names = PASSES.into_iter();
    for gate in &gates {
        let asked: Vec<&str> = names.by_ref().take(gate.columns()).collect();
        for name in &asked {
            query.push(&format!(", count(*) FILTER (WHERE {name}) AS {name}"), []);
        }
        if let (true, Some(all)) = (gate.reaches_an_address_once(), asked.last()) {
            query
                .push(
                    ", (SELECT count(*) - count(DISTINCT twice.email_folded) FROM meant AS twice WHERE twice.",
                    [],
                )
                .push(all, [])
                .push(" AND twice.email_folded", [])
                .push(IS_SHARED, [])
                .push(") AS surplus", []);
        }
    }
    query.push(
        " FROM meant) AS counted
         LEFT JOIN (SELECT meant.id FROM meant ORDER BY meant.id LIMIT ?) AS sample ON TRUE
         ORDER BY sample.id",
        values![i64::from(sample.get())],
    );
    let rows: Vec<Looked> = tx.query(query).await?;
    let customers = rows.iter().filter_map(|Looked(id, _)| id.map(CustomerId::new)).collect();
    let mut counts = rows.into_iter().next().map(|Looked(_, counts)| counts).unwrap_or_default().into_iter();
    let meant = counts.next().unwrap_or_default();
    let mut channels = Vec::with_capacity(gates.len());
    for gate in &gates {
        let asked: Vec<i64> = counts.by_ref().take(gate.columns()).collect();
        let mut reach = gate.reach(meant, &mut asked.into_iter());
        if gate.reaches_an_address_once() {
            take_off(&mut reach, counts.next().unwrap_or_default());
        }
        channels.push(reach);
    }
    Ok((Reach { customers: meant, channels }, customers))
}
