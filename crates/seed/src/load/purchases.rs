//! Makes receipts.

use std::sync::Arc;

use chrono::Duration;
use regulars_kernel::{Actor, Currency, Environment, Label, Language, ManualClock, PurchaseId, SeededRandom};
use regulars_persistence::LoadedPurchase;
use regulars_purchases::{Identify, NewPurchase, Tender, Till, check_receipt};

use super::Plan;
use super::accounts::{CURRENCY, Places};
use super::crowd::{Crowd, Face, Habit};
use super::goods::Goods;
use crate::demo::draw::Draw;
use crate::{SeedError, invalid, label};

/// For how long those buy who then stop.
const LAPSES_AFTER: Duration = Duration::days(120);
/// How long a receipt takes to come in.
const ON_ITS_WAY: Duration = Duration::seconds(2);
/// How many people are looked at for one who would buy now. Where none of them would, nobody knows who bought.
const LOOKS: usize = 3;

/// Makes one receipt after the other.
pub(super) struct PurchaseMaker {
    plan: Arc<Plan>,
    places: Places,
    crowd: Crowd,
    /// How many customers the merchant has met by now.
    met: usize,
    goods: Goods,
    draw: Draw,
    clock: Arc<ManualClock>,
    environment: Environment,
    currency: Currency,
    kilogram: Label,
    methods: [Label; 2],
}

impl PurchaseMaker {
    pub fn new(plan: Arc<Plan>, places: Places, crowd: Crowd) -> Result<Self, SeedError> {
        let random = Arc::new(SeededRandom::new(plan.size.seed ^ 0x5075_7263_6861_7365));
        let clock = Arc::new(ManualClock::at(plan.end));
        Ok(Self {
            plan,
            places,
            crowd,
            met: 0,
            goods: Goods::new()?,
            draw: Draw::new(random.clone()),
            environment: Environment::new(clock.clone(), random),
            clock,
            currency: CURRENCY.parse().map_err(invalid)?,
            kilogram: label("kg")?,
            methods: [label("cash")?, label("card")?],
        })
    }

    /// Makes the receipt of that number, counted from nought. They are made in order.
    pub fn make(&mut self, number: u32) -> Result<LoadedPurchase, SeedError> {
        let occurred_at = self.plan.instant_of(number, self.plan.size.purchases);
        self.clock.set(occurred_at + ON_ITS_WAY);
        while self.crowd.0.get(self.met).is_some_and(|face| face.met_at <= occurred_at) {
            self.met += 1;
        }
        let buyer = self.draw_buyer(occurred_at);
        let identify = buyer.map(|index| identify(&self.crowd.0[index])).transpose()?;
        let place = self.draw.below(self.places.tills.len());
        let (terminal, store) = self.places.tills[place];
        let lines: Vec<_> =
            (0..self.draw_line_count()).map(|_| self.goods.line(&self.draw, &self.kilogram)).collect();
        let total = lines.iter().map(|line| line.total).sum();
        let method = self.draw.pick(&self.methods).clone();
        let new = NewPurchase {
            id: Some(PurchaseId::new(self.environment.new_id())),
            source: None,
            receipt_number: format!("{number:08}").parse().map_err(invalid)?,
            business_date: None,
            occurred_at,
            historic: false,
            sent_at: None,
            store: Some(store),
            identify,
            currency: self.currency,
            lines,
            total,
            tenders: vec![Tender::Money { amount: total, method: Some(method) }],
            coupons: Vec::new(),
            cart: None,
        };
        let till = Till {
            calendar: self.plan.calendar,
            currency: self.currency,
            language: Language::SerbianLatin,
            actor: Actor::Terminal(terminal),
            programmes: false,
            campaigns: false,
        };
        let receipt = check_receipt(&self.environment, &till, new)
            .map_err(|problems| invalid(format!("a receipt breaks {} rules", problems.len())))?;
        let customer = buyer.map(|index| {
            let face = &mut self.crowd.0[index];
            face.count(total, receipt.occurred_at);
            face.id
        });
        Ok(LoadedPurchase { receipt, customer })
    }

    fn draw_buyer(&self, now: regulars_kernel::Instant) -> Option<usize> {
        let buys = |face: &Face| match face.habit {
            Habit::Faithful => true,
            Habit::Lapsed => now - face.met_at < LAPSES_AFTER,
            Habit::Prospect => false,
        };
        // One in ten tells nobody who they are.
        if self.met == 0 || self.draw.below(10) == 0 {
            return None;
        }
        (0..LOOKS).map(|_| self.draw.below(self.met)).find(|index| buys(&self.crowd.0[*index]))
    }

    /// Two lines and a bit on average.
    fn draw_line_count(&self) -> usize {
        *self.draw.pick(&[1, 1, 2, 2, 3, 4])
    }

    /// The customers with their totals.
    pub fn into_crowd(self) -> Crowd {
        self.crowd
    }
}

fn identify(face: &Face) -> Result<Identify, SeedError> {
    match face.card_number() {
        Some(card) => Ok(Identify::Card(card.parse().map_err(invalid)?)),
        None => Ok(Identify::Customer(face.id)),
    }
}
