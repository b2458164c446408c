//! Rewards as rows. Their texts and prices are records as JSON.

use std::collections::BTreeMap;
use std::fmt::Display;

use regulars_kernel::{
    Instant, Label, Language, LongText, MediaId, ProgrammeId, RewardId, SegmentId, StoreError,
};
use regulars_loyalty::{GivenPoints, Reward, RewardPrice, RewardTerms, RewardText, TierCode};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// The columns of `rewards`.
#[derive(FromRow, RowColumns)]
pub(super) struct RewardRow {
    id: Uuid,
    programme_id: Uuid,
    kind: String,
    stock: String,
    texts: Value,
    media_id: Option<Uuid>,
    prices: Value,
    back_order: bool,
    limit_per_member: Option<i64>,
    hold_minutes: i64,
    available_from: Option<Instant>,
    available_until: Option<Instant>,
    state: String,
    created_at: Instant,
    updated_at: Instant,
    gives_programme_id: Option<Uuid>,
    gives_point_type: Option<String>,
    gives_points: Option<i64>,
}

impl From<&Reward> for RewardRow {
    fn from(reward: &Reward) -> Self {
        let Reward { id, programme, kind, stock, gives, terms, created_at, updated_at } = reward;
        let gives = gives.as_ref();
        Self {
            id: id.value(),
            programme_id: programme.value(),
            kind: kind.name().to_owned(),
            stock: stock.name().to_owned(),
            texts: texts_to_json(&terms.texts),
            media_id: terms.media.map(MediaId::value),
            prices: prices_to_json(&terms.prices),
            back_order: terms.back_order,
            limit_per_member: terms.limit_per_member.map(i64::from),
            hold_minutes: i64::from(terms.hold_minutes),
            available_from: terms.available_from,
            available_until: terms.available_until,
            state: terms.state.name().to_owned(),
            created_at: *created_at,
            updated_at: *updated_at,
            gives_programme_id: gives.map(|given| given.programme.value()),
            gives_point_type: gives.map(|given| given.point_type.as_str().to_owned()),
            gives_points: gives.map(|given| given.points),
        }
    }
}

impl TryFrom<RewardRow> for Reward {
    type Error = StoreError;

    fn try_from(row: RewardRow) -> Result<Self, StoreError> {
        let limit_per_member = row.limit_per_member.map(u32::try_from).transpose().map_err(wrong)?;
        let gives = match (row.gives_programme_id, row.gives_point_type, row.gives_points) {
            (Some(programme), Some(point_type), Some(points)) => Some(GivenPoints {
                programme: ProgrammeId::new(programme),
                point_type: point_type.parse().map_err(wrong)?,
                points,
            }),
            _ => None,
        };
        Ok(Self {
            id: RewardId::new(row.id),
            programme: ProgrammeId::new(row.programme_id),
            kind: row.kind.parse().map_err(wrong)?,
            stock: row.stock.parse().map_err(wrong)?,
            gives,
            terms: RewardTerms {
                texts: texts_from_json(&row.texts)?,
                media: row.media_id.map(MediaId::new),
                prices: prices_from_json(&row.prices)?,
                back_order: row.back_order,
                limit_per_member,
                hold_minutes: u32::try_from(row.hold_minutes).map_err(wrong)?,
                available_from: row.available_from,
                available_until: row.available_until,
                state: row.state.parse().map_err(wrong)?,
            },
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn texts_to_json(texts: &BTreeMap<Language, RewardText>) -> Value {
    let written = texts.iter().map(|(language, text)| {
        let description = text.description.as_ref().map(LongText::as_str);
        (language.tag().to_owned(), json!({"name": text.name.as_str(), "description": description}))
    });
    Value::Object(written.collect::<Map<_, _>>())
}

fn texts_from_json(json: &Value) -> Result<BTreeMap<Language, RewardText>, StoreError> {
    let members = json.as_object().ok_or_else(|| wrong("the texts are no object"))?;
    let read = members.iter().map(|(tag, text)| {
        let part = |name: &str| text.get(name).and_then(Value::as_str);
        let language: Language = tag.parse().map_err(wrong)?;
        let name = part("name").ok_or_else(|| wrong("a text has no name"))?;
        let name: Label = name.parse().map_err(wrong)?;
        let description = part("description").map(str::parse::<LongText>).transpose().map_err(wrong)?;
        Ok((language, RewardText { name, description }))
    });
    read.collect()
}

fn prices_to_json(prices: &[RewardPrice]) -> Value {
    let written = prices.iter().map(|RewardPrice { point_type, points, tier, segment }| {
        let segment = segment.map(|segment| segment.to_string());
        let tier = tier.as_ref().map(TierCode::as_str);
        json!({"point_type": point_type.as_str(), "points": points, "tier": tier, "segment_id": segment})
    });
    Value::Array(written.collect())
}

fn prices_from_json(json: &Value) -> Result<Vec<RewardPrice>, StoreError> {
    let items = json.as_array().ok_or_else(|| wrong("the prices are no list"))?;
    let read = items.iter().map(|item| {
        let point_type = item.get("point_type").and_then(Value::as_str);
        let point_type = point_type.ok_or_else(|| wrong("a price has no point type"))?;
        let points = item.get("points").and_then(Value::as_i64);
        // What was written before there were such prices is for everybody.
        let part = |name: &str| item.get(name).and_then(Value::as_str);
        let segment = part("segment_id").map(str::parse::<Uuid>).transpose().map_err(wrong)?;
        Ok(RewardPrice {
            point_type: point_type.parse().map_err(wrong)?,
            points: points.ok_or_else(|| wrong("a price has no points"))?,
            tier: part("tier").map(str::parse::<TierCode>).transpose().map_err(wrong)?,
            segment: segment.map(SegmentId::new),
        })
    });
    read.collect()
}

fn wrong(what: impl Display) -> StoreError {
    inconsistent("rewards", what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_prices_come_back() {
        let text = |description: Option<&str>| RewardText {
            name: "Šolja".parse().unwrap(),
            description: description.map(|text| text.parse().unwrap()),
        };
        let texts = BTreeMap::from([
            (Language::SerbianLatin, text(Some("Od porcelana"))),
            (Language::English, text(None)),
        ]);
        assert_eq!(texts_from_json(&texts_to_json(&texts)).unwrap(), texts);
        let everybody =
            RewardPrice { point_type: "points".parse().unwrap(), points: 250, tier: None, segment: None };
        let some = RewardPrice {
            points: 200,
            tier: Some("gold".parse().unwrap()),
            segment: Some(SegmentId::new(Uuid::from_u128(7))),
            ..everybody.clone()
        };
        let prices = vec![everybody.clone(), some];
        assert_eq!(prices_from_json(&prices_to_json(&prices)).unwrap(), prices);
        let before = json!([{"point_type": "points", "points": 250}]);
        assert_eq!(prices_from_json(&before).unwrap(), [everybody]);
    }
}
