//! Reading conditions on employments.

use regulars_kernel::{CountryCode, EmployeeRole, OfferState};
use serde_json::{Map, Value};

use super::reader::{Reader, child};
use crate::{EmploymentCondition, EmploymentKey, FilterErrorCode};

impl Reader {
    /// The object behind `employment`.
    pub(super) fn employment(&mut self, value: &Value, pointer: &str) -> Option<EmploymentCondition> {
        let members = self.object(value, pointer)?;
        let keys: Vec<&str> = EmploymentKey::ALL.iter().map(|key| key.name()).collect();
        self.only(members, pointer, &keys);
        let current = self.flag_at(members, pointer, EmploymentKey::Current);
        let archived = self.flag_at(members, pointer, EmploymentKey::Archived);
        let roles = self.list_at(members, pointer, EmploymentKey::Roles, |reader, value, pointer| {
            reader.name(value, pointer, EmployeeRole::ALL, EmployeeRole::name)
        });
        let offers = self.list_at(members, pointer, EmploymentKey::Offers, |reader, value, pointer| {
            reader.name(value, pointer, OfferState::ALL, OfferState::name)
        });
        let countries = self.list_at(members, pointer, EmploymentKey::Countries, Self::country);
        Some(EmploymentCondition {
            current: current?,
            roles: roles?,
            countries: countries?,
            archived: archived?,
            offers: offers?,
        })
    }

    #[expect(clippy::option_option, reason = "the outer option says whether the member is valid")]
    fn flag_at(
        &mut self,
        members: &Map<String, Value>,
        pointer: &str,
        key: EmploymentKey,
    ) -> Option<Option<bool>> {
        let Some(value) = members.get(key.name()) else { return Some(None) };
        match value.as_bool() {
            Some(flag) => Some(Some(flag)),
            None => {
                self.fault(&child(pointer, key.name()), FilterErrorCode::WrongType, "must be true or false")
            }
        }
    }

    #[expect(clippy::option_option, reason = "the outer option says whether the member is valid")]
    fn list_at<T>(
        &mut self,
        members: &Map<String, Value>,
        pointer: &str,
        key: EmploymentKey,
        read: impl FnMut(&mut Self, &Value, &str) -> Option<T>,
    ) -> Option<Option<Vec<T>>> {
        let Some(value) = members.get(key.name()) else { return Some(None) };
        self.list(value, &child(pointer, key.name()), read).map(Some)
    }

    fn country(&mut self, value: &Value, pointer: &str) -> Option<CountryCode> {
        match self.string(value, pointer)?.parse::<CountryCode>() {
            Ok(country) => Some(country),
            Err(error) => self.fault(pointer, FilterErrorCode::InvalidValue, error.to_string()),
        }
    }
}
