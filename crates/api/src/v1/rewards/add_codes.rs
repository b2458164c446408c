//! `POST /v1/rewards/{id}/codes`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_kernel::RewardId;
use regulars_loyalty::{AddedCodes, CodeConflict, add_reward_codes as add};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Codes to be added to a pool.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"codes": ["GIFT-7Q4M", "GIFT-9X2K"]}))]
pub struct NewRewardCodesBody {
    /// The codes: 4 to 64 visible ASCII characters each, without spaces.
    #[schema(min_items = 1, max_items = 5_000)]
    codes: Vec<String>,
}

/// Why a code was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RewardCodeReasonBody {
    /// It is no code.
    Invalid,
    /// It stands in the list before.
    Twice,
    /// There is such a code already, of this reward or another one.
    Taken,
}

/// A code that was not added.
#[derive(Serialize, ToSchema)]
pub struct RewardCodeConflictBody {
    /// Its place in the list, from 0.
    #[schema(example = 0, minimum = 0)]
    index: usize,
    /// Why.
    reason: RewardCodeReasonBody,
}

/// What became of codes that were to be added.
#[derive(Serialize, ToSchema)]
pub struct AddedRewardCodesBody {
    /// How many were added.
    #[schema(example = 2, minimum = 0)]
    added: u32,
    /// Which were not.
    #[schema(max_items = 5_000)]
    conflicts: Vec<RewardCodeConflictBody>,
}

impl From<AddedCodes> for AddedRewardCodesBody {
    fn from(codes: AddedCodes) -> Self {
        let conflict = |(index, because): (usize, CodeConflict)| RewardCodeConflictBody {
            index,
            reason: match because {
                CodeConflict::Invalid => RewardCodeReasonBody::Invalid,
                CodeConflict::Twice => RewardCodeReasonBody::Twice,
                CodeConflict::Taken => RewardCodeReasonBody::Taken,
            },
        };
        Self { added: codes.added, conflicts: codes.conflicts.into_iter().map(conflict).collect() }
    }
}

impl NewRewardCodesBody {
    fn check(self) -> Result<Vec<String>, ApiError> {
        let mut invalid = Invalid::default();
        if self.codes.is_empty() || self.codes.len() > AddedCodes::MOST {
            invalid.add("/codes", "invalid", format!("must be 1 to {}", AddedCodes::MOST));
        }
        invalid.finish()?;
        Ok(self.codes)
    }
}

/// Add codes to the pool of a reward.
///
/// Of coupons and gift cards. Each is handed out once, those first that were added first. Those that fit are added, and the others
/// are told.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb011")),
    request_body = NewRewardCodesBody, responses(
        (status = 200, description = "What was added and what was not", body = AddedRewardCodesBody),
        (status = 409, description = "The reward is not handed out as codes"),
    ))]
#[post("/v1/rewards/{id}/codes")]
pub async fn add_reward_codes(
    caller: Caller<access::add_reward_codes>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewRewardCodesBody>,
) -> Result<Created<AddedRewardCodesBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, codes) = (RewardId::new(id.0), body.value.check()?);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let added = add(tx, &environment, scope.actor(), id, &codes).await?;
            Created::with_status(StatusCode::OK, None, &AddedRewardCodesBody::from(added))
        })
    })
    .await
}
