//! What points a person at the till has.

use regulars_kernel::{
    CustomerId, Instant, Label, PageRequest, PageSize, PointAccountId, ProgrammeId, StoreError,
};
use regulars_loyalty::{
    AccountWithLots, OpenAccount, PointBalance, PointReads, PointScale, PointType, PointTypeCode, Programme,
    ProgrammeReads, ProgrammeState,
};

/// Accounts of points, and the programmes that explain them.
pub trait TillPointReads: PointReads + ProgrammeReads {}

impl<Store: PointReads + ProgrammeReads + ?Sized> TillPointReads for Store {}

/// What somebody has of one type of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsAtTill {
    /// The programme.
    pub programme: ProgrammeId,
    /// What it is called.
    pub programme_name: Label,
    /// The account.
    pub account: PointAccountId,
    /// What it has.
    pub point_type: PointTypeCode,
    /// What that is called.
    pub name: Label,
    /// How many decimals it has.
    pub scale: PointScale,
    /// What there is now.
    pub balance: PointBalance,
    /// What can be spent of it is worth, in minor units. None where it cannot pay now.
    pub value: Option<i64>,
    /// What expires next, and when. None where nothing ever does.
    pub expires_next: Option<(Instant, i64)>,
}

/// What a customer has in the programmes that are active or paused, in the order of programmes and of their types.
pub async fn points_at_till(
    store: &mut dyn TillPointReads,
    customer: CustomerId,
    now: Instant,
) -> Result<Vec<PointsAtTill>, StoreError> {
    let found = store.point_accounts_of(customer).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let accounts: Vec<AccountWithLots> =
        found.into_iter().map(|found| OpenAccount::settled(found, now)).collect();
    let page = PageRequest { size: PageSize::LARGEST, after: None };
    let programmes = store.list_programmes(page).await?.items;
    let mut told = Vec::new();
    for programme in programmes.iter().filter(|programme| is_running(programme.state)) {
        for kind in &programme.configuration.point_types {
            let own = accounts.iter().find(|found| {
                found.account.programme == programme.id && found.account.point_type == kind.code
            });
            told.extend(own.map(|own| points_of(programme, kind, own)));
        }
    }
    Ok(told)
}

const fn is_running(state: ProgrammeState) -> bool {
    matches!(state, ProgrammeState::Active | ProgrammeState::Paused)
}

fn points_of(programme: &Programme, kind: &PointType, found: &AccountWithLots) -> PointsAtTill {
    let next = found.lots.iter().filter_map(|lot| lot.expires_at).min();
    let expires_next = next.map(|at| {
        let together = found.lots.iter().filter(|lot| lot.expires_at == Some(at));
        (at, together.map(|lot| lot.remaining).sum())
    });
    let pays = kind.value.filter(|_| programme.state == ProgrammeState::Active);
    PointsAtTill {
        programme: programme.id,
        programme_name: programme.name.clone(),
        account: found.account.id,
        point_type: kind.code.clone(),
        name: kind.name.clone(),
        scale: kind.scale,
        balance: found.account.balance,
        value: pays.and_then(|value| value.amount_of(found.account.balance.available)),
        expires_next,
    }
}
