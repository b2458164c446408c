//! The points of a receipt that was recorded before.

use std::collections::BTreeMap;

use regulars_kernel::{
    CouponCampaignId, EarningRuleId, Environment, PointAccountId, PurchaseId, RefundId, StoreError,
};
use regulars_loyalty::{
    Configuration, Earned, EarnedLine, KeptEarning, Lot, OpenAccount, OperationKind, PointAccount,
    PointOperation, ToldRules,
};

use super::points_of_sale::{PointsOfCoupon, PointsOfRefund, PointsOfSale, RulePassedOver};
use super::store::SaleStore;

/// What a recorded receipt earned and what points paid of it, told of the ledger. The balance is that of now.
pub(super) async fn points_of_purchase(
    store: &mut dyn SaleStore,
    environment: &Environment,
    purchase: PurchaseId,
) -> Result<Vec<PointsOfSale>, StoreError> {
    let operations = store.point_operations_of_purchase(purchase).await?;
    let kept = store.kept_earnings_of(purchase).await?;
    let said = store.told_rules_of(purchase).await?;
    let mut by_account =
        by_account(operations.into_iter().filter(|operation| operation.cause.refund.is_none()));
    for one in &said {
        by_account.entry(one.account).or_default();
    }
    let mut told = Vec::new();
    for (id, own) in by_account {
        let Some(account) = account_now(store, environment, id).await? else { continue };
        let said = said.iter().find(|one| one.account == id);
        let version = own.first().map(|operation| operation.cause.programme_version);
        let version = version.or(said.map(|said| said.programme_version)).unwrap_or(1);
        let version = store.find_programme_version(account.programme, version).await?;
        let Some(configuration) = version.map(|version| version.configuration) else { continue };
        let Some(kind) = configuration.point_type(&account.point_type) else { continue };
        let earnings = earnings(&configuration, kept.iter().filter(|one| one.account == id), said);
        let of_coupons =
            kept.iter().filter(|one| one.account == id && configuration.rule(one.rule).is_none());
        let coupons = coupons(store, of_coupons).await?;
        let by_rules: i64 = earnings.iter().map(|one| one.points).sum();
        let of_kind = |kind: OperationKind| own.iter().filter(move |operation| operation.kind == kind);
        told.push(PointsOfSale {
            programme: account.programme,
            account: account.id,
            point_type: kind.code.clone(),
            name: kind.name.clone(),
            scale: kind.scale,
            earned: by_rules + coupons.iter().map(|one| one.points).sum::<i64>(),
            spent: of_kind(OperationKind::Spend).map(|operation| operation.entry.counter).sum(),
            balance: account.balance,
            earnings,
            coupons,
            passed_over: said.map(|said| passed_over(&configuration, said)).unwrap_or_default(),
        });
    }
    Ok(told)
}

/// What coupons gave: what stands in the place of a rule is their campaign.
async fn coupons<'a>(
    store: &mut dyn SaleStore,
    kept: impl Iterator<Item = &'a KeptEarning> + Send,
) -> Result<Vec<PointsOfCoupon>, StoreError> {
    let mut by_campaign: BTreeMap<CouponCampaignId, i64> = BTreeMap::new();
    for one in kept {
        *by_campaign.entry(CouponCampaignId::new(one.rule.value())).or_default() += one.points;
    }
    let mut told = Vec::with_capacity(by_campaign.len());
    for (campaign, points) in by_campaign {
        if let Some(found) = store.find_coupon_campaign(campaign).await? {
            told.push(PointsOfCoupon { campaign, name: found.name, points });
        }
    }
    Ok(told)
}

/// The rules that gave nothing, by the names that they had.
fn passed_over(configuration: &Configuration, said: &ToldRules) -> Vec<RulePassedOver> {
    let named = said.passed_over.iter().filter_map(|(id, reason)| {
        let rule = configuration.rule(*id)?;
        Some(RulePassedOver { rule: *id, name: rule.name.clone(), reason: *reason })
    });
    named.collect()
}

/// What a recorded refund took back and gave back. The balance is that of now.
pub(super) async fn points_of_refund(
    store: &mut dyn SaleStore,
    environment: &Environment,
    purchase: PurchaseId,
    refund: RefundId,
) -> Result<Vec<PointsOfRefund>, StoreError> {
    let operations = store.point_operations_of_purchase(purchase).await?;
    let own = operations.into_iter().filter(|operation| operation.cause.refund == Some(refund));
    let mut told = Vec::new();
    for (id, own) in by_account(own) {
        let Some(account) = account_now(store, environment, id).await? else { continue };
        let of_kind = |kind: OperationKind| own.iter().filter(move |operation| operation.kind == kind);
        let owed: i64 =
            of_kind(OperationKind::Clawback).map(|operation| -operation.entry.account.deficit).sum();
        let taken: i64 = of_kind(OperationKind::Clawback).map(|operation| operation.entry.counter).sum();
        told.push(PointsOfRefund {
            programme: account.programme,
            account: account.id,
            point_type: account.point_type,
            taken_back: taken - owed,
            given_back: given_back(store, of_kind(OperationKind::RefundSpend)).await?,
            owed,
            balance: account.balance,
        });
    }
    Ok(told)
}

/// What of these operations came back to stay: what came back to lots that had expired by then has expired with it.
async fn given_back(
    store: &mut dyn SaleStore,
    operations: impl Iterator<Item = &PointOperation> + Send,
) -> Result<i64, StoreError> {
    let mut given_back = 0;
    for operation in operations {
        let lots = store.lots_of_moves(&operation.moves).await?;
        let is_over = |lot: &Lot| lot.expires_at.is_some_and(|at| at <= operation.recorded_at);
        if lots.is_empty() || !lots.iter().all(is_over) {
            given_back -= operation.entry.counter;
        }
    }
    Ok(given_back)
}

fn by_account(
    operations: impl Iterator<Item = PointOperation>,
) -> BTreeMap<PointAccountId, Vec<PointOperation>> {
    let mut by_account: BTreeMap<PointAccountId, Vec<PointOperation>> = BTreeMap::new();
    for operation in operations {
        by_account.entry(operation.account).or_default().push(operation);
    }
    by_account
}

async fn account_now(
    store: &mut dyn SaleStore,
    environment: &Environment,
    id: PointAccountId,
) -> Result<Option<PointAccount>, StoreError> {
    let mut found = store.find_point_account(id).await?;
    if let Some(into) = found.as_ref().and_then(|found| found.account.merged_into) {
        found = store.find_point_account(into).await?;
    }
    Ok(found.map(|found| OpenAccount::settled(found, environment.now()).account))
}

fn earnings<'a>(
    configuration: &Configuration,
    kept: impl Iterator<Item = &'a KeptEarning>,
    said: Option<&ToldRules>,
) -> Vec<Earned> {
    let mut by_rule: BTreeMap<EarningRuleId, Vec<&KeptEarning>> = BTreeMap::new();
    for one in kept {
        by_rule.entry(one.rule).or_default().push(one);
    }
    let told = configuration.earning_rules.iter().filter_map(|rule| {
        let lines = by_rule.get(&rule.id)?;
        Some(Earned {
            rule: rule.id,
            name: rule.name.clone(),
            point_type: rule.point_type.clone(),
            points: lines.iter().map(|line| line.points).sum(),
            quantity: lines.iter().map(|line| line.quantity).sum(),
            amount: lines.iter().map(|line| line.amount).sum(),
            lines: lines
                .iter()
                .map(|line| EarnedLine {
                    line: line.line,
                    points: line.points,
                    quantity: line.quantity,
                    amount: line.amount,
                })
                .collect(),
            budget_spent: said.is_some_and(|said| said.out_of_budget.contains(&rule.id)),
            capped_by: said.map(|said| said.caps_of(configuration, rule.id)).unwrap_or_default(),
        })
    });
    told.collect()
}
