//! `GET /v1/platform/overview`.

use actix_web::{get, web};
use regulars_identity::{MerchantStore, PlatformCounts};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::ApiError;
use crate::respond::Single;

/// How large the platform is.
#[derive(Serialize, ToSchema)]
pub struct PlatformOverviewBody {
    /// Its merchants.
    merchants: MerchantCountsBody,
    /// The people who sign in.
    users: UserCountsBody,
}

/// How many merchants there are.
#[derive(Serialize, ToSchema)]
pub struct MerchantCountsBody {
    /// All of them.
    #[schema(example = 12)]
    total: i64,
    /// By whether they may work.
    by_status: MerchantsByStatusBody,
    /// By whether their messages leave.
    by_mode: MerchantsByModeBody,
}

/// Merchants by status.
#[derive(Serialize, ToSchema)]
pub struct MerchantsByStatusBody {
    /// Those that may work.
    #[schema(example = 11)]
    active: i64,
    /// Those that the operator suspended.
    #[schema(example = 1)]
    suspended: i64,
}

/// Merchants by mode.
#[derive(Serialize, ToSchema)]
pub struct MerchantsByModeBody {
    /// Those whose messages leave.
    #[schema(example = 9)]
    live: i64,
    /// Those whose messages are captured.
    #[schema(example = 3)]
    sandbox: i64,
}

/// How many people sign in.
#[derive(Serialize, ToSchema)]
pub struct UserCountsBody {
    /// All of them, operators among them.
    #[schema(example = 48)]
    total: i64,
    /// Those who may sign in.
    #[schema(example = 46)]
    active: i64,
    /// Those who may not.
    #[schema(example = 2)]
    disabled: i64,
    /// Those who run the platform rather than work for a merchant.
    #[schema(example = 1)]
    operators: i64,
}

impl From<PlatformCounts> for PlatformOverviewBody {
    fn from(counts: PlatformCounts) -> Self {
        let PlatformCounts {
            merchants_active, merchants_suspended, merchants_live, merchants_sandbox, ..
        } = counts;
        let PlatformCounts { users_active, users_disabled, operators, .. } = counts;
        Self {
            merchants: MerchantCountsBody {
                total: merchants_active + merchants_suspended,
                by_status: MerchantsByStatusBody { active: merchants_active, suspended: merchants_suspended },
                by_mode: MerchantsByModeBody { live: merchants_live, sandbox: merchants_sandbox },
            },
            users: UserCountsBody {
                total: users_active + users_disabled,
                active: users_active,
                disabled: users_disabled,
                operators,
            },
        }
    }
}

/// Show how large the platform is.
///
/// Counts of merchants and of the people who sign in. Nothing of any merchant's customers is counted or shown.
#[utoipa::path(tag = "Platform", responses(
    (status = 200, description = "The counts", body = PlatformOverviewBody)
))]
#[get("/v1/platform/overview")]
pub async fn get_platform_overview(
    _caller: OperatorCaller<access::get_platform_overview>,
    application: web::Data<Application>,
) -> Result<Single<PlatformOverviewBody>, ApiError> {
    let counts =
        application.database.read_platform(async move |system| system.count_platform().await).await?;
    Ok(Single(counts.into()))
}
