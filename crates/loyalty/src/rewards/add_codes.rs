//! Adds codes to the pool of a reward.

use std::collections::BTreeSet;
use std::str::FromStr;

use regulars_kernel::{Actor, Environment, RewardId, StockMovementId, StoreError};

use super::reward::StockKeeping;
use super::stock::{MovementKind, StockMovement};
use super::store::RewardStore;

/// A code that is handed out: visible letters of ASCII without spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RewardCode(String);

/// The text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be 4 to 64 visible ASCII characters without spaces")]
pub struct InvalidRewardCode;

impl RewardCode {
    /// The fewest letters.
    pub const MIN_LENGTH: usize = 4;
    /// The most letters.
    pub const MAX_LENGTH: usize = 64;

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RewardCode {
    type Err = InvalidRewardCode;

    fn from_str(text: &str) -> Result<Self, InvalidRewardCode> {
        let text = text.trim();
        let fits = (Self::MIN_LENGTH..=Self::MAX_LENGTH).contains(&text.len());
        let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits && is_visible { Ok(Self(text.to_owned())) } else { Err(InvalidRewardCode) }
    }
}

/// Why a code was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeConflict {
    /// It is none.
    Invalid,
    /// It stands in the list before.
    Twice,
    /// The merchant has it already, for this reward or another one.
    Taken,
}

/// What became of codes that were to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddedCodes {
    /// How many were added.
    pub added: u32,
    /// Which were not, by their places in the list from 0, and why.
    pub conflicts: Vec<(usize, CodeConflict)>,
}

impl AddedCodes {
    /// The most codes that are added at once.
    pub const MOST: usize = 5_000;
}

/// Why no codes were added.
#[derive(Debug, thiserror::Error)]
pub enum AddCodesError {
    /// There is no such reward.
    #[error("there is no such reward")]
    UnknownReward,
    /// The reward is not handed out as codes.
    #[error("the stock of the reward is {0}")]
    NoPool(StockKeeping),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds codes to the pool of a reward: those that fit. What does not is told, and hinders no other one.
pub async fn add_reward_codes(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    reward: RewardId,
    codes: &[String],
) -> Result<AddedCodes, AddCodesError> {
    let reward = store.find_reward_for_use(reward).await?.ok_or(AddCodesError::UnknownReward)?;
    if reward.stock != StockKeeping::Codes {
        return Err(AddCodesError::NoPool(reward.stock));
    }
    let (read, mut conflicts) = read_codes(codes);
    let now = environment.now();
    let mut fitting: Vec<RewardCode> = read.iter().map(|(_, code)| code.clone()).collect();
    // Two lists with the same codes are written in the same order, and do not wait for each other in a circle.
    fitting.sort();
    let added = store.insert_reward_codes(reward.id, &fitting, now).await?;
    let kept: BTreeSet<&str> = added.iter().map(String::as_str).collect();
    let taken = read.iter().filter(|(_, code)| !kept.contains(code.as_str()));
    conflicts.extend(taken.map(|(place, _)| (*place, CodeConflict::Taken)));
    conflicts.sort_by_key(|(place, _)| *place);
    let quantity = i64::try_from(added.len()).unwrap_or(i64::MAX);
    if quantity > 0 {
        store.change_stock(reward.id, None, quantity).await?;
        let movement = StockMovement {
            id: StockMovementId::new(environment.new_id()),
            reward: reward.id,
            store: None,
            kind: MovementKind::Receipt,
            quantity,
            order: None,
            actor,
            recorded_at: now,
        };
        store.insert_stock_movement(&movement).await?;
    }
    Ok(AddedCodes { added: u32::try_from(added.len()).unwrap_or(u32::MAX), conflicts })
}

/// What stands at places of a list.
type AtPlaces<T> = Vec<(usize, T)>;

/// The codes of a list, each once, and which are none.
fn read_codes(codes: &[String]) -> (AtPlaces<RewardCode>, AtPlaces<CodeConflict>) {
    let (mut read, mut conflicts, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (place, text) in codes.iter().enumerate() {
        match text.parse::<RewardCode>() {
            Ok(code) if seen.insert(code.clone()) => read.push((place, code)),
            Ok(_) => conflicts.push((place, CodeConflict::Twice)),
            Err(InvalidRewardCode) => conflicts.push((place, CodeConflict::Invalid)),
        }
    }
    (read, conflicts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_tells_which_codes_are_none_and_which_stand_in_it_twice() {
        let codes = ["GIFT-0001", "gift 2", " GIFT-0001", "abc", "GIFT-0002"].map(str::to_owned);
        let (read, conflicts) = read_codes(&codes);
        let read: Vec<(usize, &str)> = read.iter().map(|(place, code)| (*place, code.as_str())).collect();
        assert_eq!(read, [(0, "GIFT-0001"), (4, "GIFT-0002")]);
        let expected = [(1, CodeConflict::Invalid), (2, CodeConflict::Twice), (3, CodeConflict::Invalid)];
        assert_eq!(conflicts, expected);
    }
}
