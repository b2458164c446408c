//! Reading conditions on points, on programmes and on tiers.

use regulars_kernel::ProgrammeId;
use serde_json::{Map, Value};

use super::purchases::COMPARISONS;
use super::reader::{Reader, child};
use crate::{
    Filter, FilterErrorCode, NumberComparison, NumberTest, Period, PointsCondition, PointsFigure,
    ProgrammeCondition, TierCondition,
};

impl Reader {
    /// The object behind `points`.
    pub(super) fn points(&mut self, value: &Value, pointer: &str) -> Option<PointsCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["of", "type", "programme_id", "within", "days", "op", "value"]);
        let figure = match members.get("of") {
            Some(value) => self.name(value, &child(pointer, "of"), PointsFigure::ALL, PointsFigure::name),
            None => Some(PointsFigure::Balance),
        };
        let point_type = match members.get("type") {
            Some(value) => self.text(value, &child(pointer, "type")).map(Some),
            None => Some(None),
        };
        let programme = self.programme_id(members, pointer);
        let within = match members.get("within") {
            Some(value) => self.period(value, &child(pointer, "within")).map(Some),
            None => Some(None),
        };
        let days = match members.get("days") {
            Some(value) => {
                let most = i64::from(PointsCondition::MOST_DAYS);
                self.integer(value, &child(pointer, "days"), 0..=most).map(Some)
            }
            None => Some(None),
        };
        let test = self.points_test(members, pointer);
        let (figure, within) = (figure?, within?);
        let days = self.days_of(figure, days?, pointer);
        if within.is_some() && !figure.has_period() {
            let detail = "narrows only what was earned and spent";
            return self.fault(&child(pointer, "within"), FilterErrorCode::UnknownKey, detail);
        }
        Some(PointsCondition {
            figure,
            point_type: point_type?,
            programme: programme?,
            within,
            days: days?,
            test: test?,
        })
    }

    fn days_of(&mut self, figure: PointsFigure, days: Option<i64>, pointer: &str) -> Option<u32> {
        match (figure, days) {
            (PointsFigure::Expiring, None) => Some(PointsCondition::DAYS),
            (PointsFigure::Expiring, Some(days)) => u32::try_from(days).ok(),
            (_, None) => Some(0),
            (_, Some(_)) => {
                let detail = "is only of what expires";
                self.fault(&child(pointer, "days"), FilterErrorCode::UnknownKey, detail)
            }
        }
    }

    fn points_test(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<NumberTest> {
        if !members.contains_key("op") && !members.contains_key("value") {
            return Some(NumberTest::Is(NumberComparison::GreaterOrEqual(1)));
        }
        let operator = self
            .required(members, pointer, "op")
            .and_then(|value| self.operator_of(value, &child(pointer, "op"), COMPARISONS));
        let value = self.required(members, pointer, "value");
        let (operator, value) = operator.zip(value)?;
        self.number_test(operator, value, &child(pointer, "value"), |reader, value, pointer| {
            reader.integer(value, pointer, -Filter::MAX_NUMBER..=Filter::MAX_NUMBER)
        })
    }

    /// The object behind `programme`.
    pub(super) fn programme(&mut self, value: &Value, pointer: &str) -> Option<ProgrammeCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["programme_id", "joined"]);
        let programme = self.programme_id(members, pointer);
        let joined: Option<Option<Period>> = match members.get("joined") {
            Some(value) => self.period(value, &child(pointer, "joined")).map(Some),
            None => Some(None),
        };
        Some(ProgrammeCondition { programme: programme?, joined: joined? })
    }

    /// The object behind `tier`.
    pub(super) fn tier(&mut self, value: &Value, pointer: &str) -> Option<TierCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["programme_id", "in"]);
        let programme = self.programme_id(members, pointer);
        let tiers = match members.get("in") {
            Some(value) => self.tier_codes(value, &child(pointer, "in")),
            None => Some(Vec::new()),
        };
        Some(TierCondition { programme: programme?, tiers: tiers? })
    }

    fn tier_codes(&mut self, value: &Value, pointer: &str) -> Option<Vec<String>> {
        let tiers = if value.is_string() {
            self.text(value, pointer).map(|tier| vec![tier])
        } else {
            self.list(value, pointer, Self::text)
        }?;
        if tiers.len() > TierCondition::MOST_TIERS {
            let detail = format!("must have at most {} values", TierCondition::MOST_TIERS);
            return self.fault(pointer, FilterErrorCode::TooManyValues, detail);
        }
        Some(tiers)
    }

    #[expect(clippy::option_option, reason = "the outer option says whether it could be read")]
    fn programme_id(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<Option<ProgrammeId>> {
        let Some(value) = members.get("programme_id") else { return Some(None) };
        let pointer = child(pointer, "programme_id");
        match self.string(value, &pointer)?.parse() {
            Ok(id) => Some(Some(id)),
            Err(_) => self.fault(&pointer, FilterErrorCode::InvalidValue, "must be the id of a programme"),
        }
    }
}
