//! An invoice earns points: as it is issued, or as the last of it is paid.

use std::collections::BTreeSet;

use regulars_kernel::{CustomerId, EarningRuleId, Environment, Instant, Label, PurchaseId, StoreError};
use regulars_loyalty::{
    Cause, Circumstances, Configuration, EarningTrigger, LineFacts, OpenAccount, ReceiptView, TenderFacts,
};
use regulars_purchases::{LineKind, Purchase, PurchaseLine, PurchaseName, Till};

use super::budgets_of_rules::{count_earned, hold_budgets};
use super::customers_of_rules::rules_for_others;
use super::earn_points::{EarningReceipt, earn_points};
use super::given_back_before::GivenBackBefore;
use super::new_receipt_facts::line_facts;
use super::standing_of_buyer::MemberStanding;
use super::store::SaleStore;
use super::take_back_points::shares;
use super::tier_of_buyer::{BuyerInTiers, CountedReceipt};
use super::welcome_buyer::{Newcomer, welcome_buyer};

/// An invoice that may earn.
pub struct EarningInvoice<'a> {
    /// The purchase that it is.
    pub purchase: PurchaseId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What has happened to it.
    pub trigger: EarningTrigger,
    /// The instant as of which it earns.
    pub at: Instant,
    /// The tax in its lines, in hundredths of a percent, by their numbers.
    pub taxes: &'a [(u32, i64)],
    /// What was paid of it, in minor units, by which method.
    pub payments: &'a [(i64, Option<Label>)],
}

/// Credits what an invoice earns by the rules of its trigger. Of lines that were credited before, only the rest earns. By a rule by
/// which it has earned already it does not earn again.
///
/// Costs three statements where no programme has such rules.
pub async fn earn_of_invoice(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    invoice: &EarningInvoice<'_>,
) -> Result<(), StoreError> {
    let mut standings: Vec<MemberStanding> = store
        .standings_of(invoice.customer, invoice.at)
        .await?
        .into_iter()
        .filter(|standing| gives_for(&standing.programme.configuration, invoice.trigger))
        .filter_map(|standing| MemberStanding::of(standing, invoice.customer, environment))
        .collect();
    if standings.is_empty() {
        return Ok(());
    }
    let purchase = store.find(&PurchaseName::Id(invoice.purchase)).await?;
    let purchase = purchase.ok_or_else(|| StoreError::inconsistent("invoices", "its purchase is gone"))?;
    let tiers = tiers_of(store, environment, till, &mut standings, &purchase).await?;
    let facts = facts_of(store, environment, till, &standings, (invoice, &purchase)).await?;
    let given_back = GivenBackBefore::of(&purchase.lines);
    let receipt = EarningReceipt {
        purchase: purchase.id,
        facts: &facts,
        currency: purchase.currency,
        occurred_at: invoice.at,
        counted_at: invoice.at,
        calendar: &till.calendar,
        given_back: &given_back,
        // Invoices have no coupons.
        gifts: &[],
    };
    let mut points = Vec::new();
    for standing in &mut standings {
        let cause = Cause {
            actor: till.actor,
            purchase: Some(purchase.id),
            refund: None,
            programme_version: standing.programme.version,
            reason: None,
            accrual: None,
        };
        points.extend(earn_points(environment, standing, &receipt, &cause));
    }
    count_earned(store, &standings, &points, facts.at.date()).await?;
    let newcomers = Newcomer::of(&standings);
    let accounts = standings.into_iter().flat_map(|standing| standing.accounts.into_values());
    let postings: Vec<_> = accounts.filter_map(OpenAccount::into_posting).collect();
    store.post_points(&postings).await?;
    for buyer in tiers {
        let counted = CountedReceipt {
            points: &points,
            counted_at: invoice.at,
            calendar: &till.calendar,
            had_refunds: false,
        };
        buyer.settle(store, environment, counted).await?;
    }
    welcome_buyer(store, environment, till, &newcomers, &mut points).await
}

fn gives_for(configuration: &Configuration, trigger: EarningTrigger) -> bool {
    configuration.earning_rules.iter().any(|rule| rule.trigger == trigger)
}

/// The tiers by which the buyer earns, and no rule by which the invoice has earned already.
async fn tiers_of(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    standings: &mut [MemberStanding],
    purchase: &Purchase,
) -> Result<Vec<BuyerInTiers>, StoreError> {
    let kept = store.kept_earnings_of(purchase.id).await?;
    let has_earned: BTreeSet<EarningRuleId> = kept.into_iter().map(|one| one.rule).collect();
    let mut tiers = Vec::new();
    for standing in standings {
        let read = BuyerInTiers::read(store, environment, &till.calendar, standing, purchase.id).await?;
        if let Some(buyer) = read {
            standing.by_tier = Some(buyer.configuration());
            tiers.push(buyer);
        }
        if !has_earned.is_empty() {
            let mut rest = standing.configuration().clone();
            rest.earning_rules.retain(|rule| !has_earned.contains(&rule.id));
            standing.by_tier = Some(rest);
        }
    }
    Ok(tiers)
}

/// The invoice as rules see it, with what they ask beside it.
async fn facts_of(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    standings: &[MemberStanding],
    (invoice, purchase): (&EarningInvoice<'_>, &Purchase),
) -> Result<ReceiptView, StoreError> {
    let configurations: Vec<&Configuration> = standings.iter().map(MemberStanding::configuration).collect();
    let (customer, calendar, now) = (Some(invoice.customer), &till.calendar, environment.now());
    let for_others = rules_for_others(store, &configurations, customer, calendar, now).await?;
    let items = purchase.lines.iter().filter(|line| line.line.kind == LineKind::Item);
    let mut facts = ReceiptView {
        trigger: invoice.trigger,
        store: purchase.store,
        terminal: None,
        at: calendar.wall_clock(invoice.at),
        lines: items.map(|line| taxed(line, invoice.taxes)).collect(),
        total: purchase.total,
        tenders: tenders_of(invoice.payments, purchase.total),
        circumstances: Circumstances { for_others, ..Circumstances::default() },
    };
    let left = hold_budgets(store, standings, &facts, purchase.currency).await?;
    facts.circumstances.left_of_budgets = left;
    Ok(facts)
}

/// What was paid, as if the whole of the invoice had been paid so: of an invoice of which a part was credited, payments are of what is
/// left, and what a gift card paid is the same share of every line.
fn tenders_of(payments: &[(i64, Option<Label>)], total: i64) -> Vec<TenderFacts> {
    let amounts: Vec<i64> = payments.iter().map(|(amount, _)| *amount).collect();
    let tenders = shares(total, &amounts).into_iter().zip(payments);
    tenders.map(|(amount, (_, method))| TenderFacts::Money(amount, method.clone())).collect()
}

fn taxed(line: &PurchaseLine, taxes: &[(u32, i64)]) -> LineFacts {
    let tax = taxes.iter().find(|(number, _)| *number == line.number).map_or(0, |(_, tax)| *tax);
    LineFacts { tax, ..line_facts(line.number, &line.line) }
}
