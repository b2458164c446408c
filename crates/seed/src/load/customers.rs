//! Makes customers, with everything that the use cases write which customers come from.

use std::sync::Arc;

use chrono::Duration;
use regulars_consent::{
    ConsentActor, ContactAddress, DOUBLE_OPT_IN, FirstGrant, LedgerAccess, NewChain, Suppression,
    SuppressionReason, begin_chain,
};
use regulars_customers::{AttributeDefinition, Attributes, Customer, NewCustomer, check_attributes};
use regulars_kernel::{
    Channel, CustomerId, CustomerType, Environment, ManualClock, MemberId, PurchaseTotals, Purpose,
    SeededRandom, TagId,
};
use regulars_network::{Card, CardForm, CardNumber, Member};
use regulars_persistence::LoadedCustomer;

use super::Plan;
use super::accounts::{MERCHANT, NEIGHBOUR, scope};
use super::crowd::{Crowd, Face, Habit, packed};
use crate::demo::draw::Draw;
use crate::demo::person::{Person, Standing};
use crate::{SeedError, invalid, label};

/// Where the numbers of the load's cards begin, far behind those of the demo in the range of the platform.
const FIRST_CARD: u32 = 1_000_000_000;
/// How long somebody takes to confirm an opt-in.
const CONFIRMS_AFTER: Duration = Duration::minutes(20);

/// Makes one customer after the other.
pub(super) struct CustomerMaker {
    plan: Arc<Plan>,
    tags: Vec<(String, TagId)>,
    attributes: Vec<AttributeDefinition>,
    crowd: Crowd,
    /// How many cards were issued.
    cards: u32,
    draw: Draw,
    clock: Arc<ManualClock>,
    environment: Environment,
}

impl CustomerMaker {
    pub fn new(plan: Arc<Plan>, tags: Vec<(String, TagId)>, attributes: Vec<AttributeDefinition>) -> Self {
        let random = Arc::new(SeededRandom::new(plan.size.seed));
        let clock = Arc::new(ManualClock::at(plan.end));
        let draw = Draw::new(random.clone());
        let environment = Environment::new(clock.clone(), random);
        Self { plan, tags, attributes, crowd: Crowd::default(), cards: 0, draw, clock, environment }
    }

    /// Makes the customer of that number, counted from nought. They are made in order.
    pub fn make(&mut self, number: u32) -> Result<LoadedCustomer, SeedError> {
        let met_at = self.plan.instant_of(number, self.plan.size.customers);
        let person = Person::draw_met(&self.draw, number + 1, met_at)?;
        self.clock.set(met_at);
        let member = match person.standing {
            Standing::NonMember => None,
            Standing::Regular | Standing::Stranger | Standing::Guest => Some(self.member(&person)),
        };
        let details = match person.standing {
            Standing::Stranger => NewCustomer::default(),
            // A member is in the network's care, so the merchant states no consent of its own.
            Standing::Regular | Standing::Guest => NewCustomer { data_consent: None, ..person.non_member() },
            Standing::NonMember => person.non_member(),
        };
        let (mut customer, assigned) =
            details.into_customer(&self.environment, &self.plan.calendar, scope()).map_err(invalid)?;
        let given = assigned.attributes.into_iter().map(|(key, value)| (key, Some(value))).collect();
        let held = check_attributes(&self.attributes, given)
            .map_err(|faults| invalid(format!("{} attributes do not fit", faults.len())))?;
        customer.attributes = Attributes::default().merged(held).map_err(invalid)?;
        if let Some((member, _)) = &member {
            customer = Customer { member: Some(member.id), customer_type: CustomerType::Member, ..customer };
        }
        if person.standing == Standing::Regular {
            customer = customer.as_regular(met_at);
        }
        let (customer, consents, suppression) = self.consents(customer)?;
        self.crowd.0.push(Face {
            id: customer.id,
            habit: *self.draw.pick(&[
                Habit::Faithful,
                Habit::Faithful,
                Habit::Faithful,
                Habit::Faithful,
                Habit::Faithful,
                Habit::Lapsed,
                Habit::Lapsed,
                Habit::Prospect,
            ]),
            met_at,
            card: member.as_ref().and_then(|(_, card)| packed(&card.number)),
            totals: PurchaseTotals::default(),
        });
        let known = |name: &str| self.tags.iter().find(|(known, _)| known == name).map(|(_, id)| *id);
        let tags = assigned.tags.iter().filter_map(|tag| known(tag.as_str())).collect();
        Ok(LoadedCustomer { customer, member, tags, consents, suppression })
    }

    /// The member that a person is, with its card.
    fn member(&mut self, person: &Person) -> (Member, Card) {
        let details = person.non_member();
        let now = self.environment.now();
        let registered_by = if person.standing == Standing::Regular { MERCHANT } else { NEIGHBOUR };
        let member = Member {
            id: MemberId::new(self.environment.new_id()),
            first_name: details.names.first_name,
            last_name: details.names.last_name,
            gender: details.gender,
            email: details.email,
            phone: details.phone,
            birth_date: details.birth_date,
            registered_by,
            created_at: now,
        };
        let number = CardNumber::numbered(FIRST_CARD + self.cards);
        let card = Card::issued(number, CardForm::Virtual, member.id, registered_by, now);
        self.cards += 1;
        (member, card)
    }

    /// What the customer consented to. Six of ten who have an address get newsletters; one in ten more has proven the
    /// address only, and one in a hundred addresses has bounced since.
    fn consents(
        &self,
        mut customer: Customer,
    ) -> Result<(Customer, Option<NewChain>, Option<Suppression>), SeedError> {
        let mut grants = Vec::new();
        if let Some(stated) = &customer.data_consent {
            grants.push(FirstGrant {
                purpose: Purpose::DataProcessing,
                channel: None,
                address: None,
                source: stated.source.clone(),
                actor: ConsentActor::System,
                occurred_at: customer.created_at,
            });
        }
        let lot = self.draw.below(100);
        let confirmed_at = customer.created_at + CONFIRMS_AFTER;
        let mut suppression = None;
        if let Some(email) = &customer.email
            && lot < 70
        {
            let address = ContactAddress::of_email(email);
            if lot < 60 {
                grants.push(FirstGrant {
                    purpose: Purpose::Advertising,
                    channel: Some(Channel::Email),
                    address: Some(address.clone()),
                    source: label(DOUBLE_OPT_IN)?,
                    actor: ConsentActor::Customer,
                    occurred_at: confirmed_at,
                });
            }
            suppression = (lot == 0).then_some(Suppression {
                channel: Channel::Email,
                address,
                reason: SuppressionReason::Bounce,
                source: label("bounce report")?,
                created_at: confirmed_at,
                expires_at: None,
            });
            customer.email_verified_at = Some(confirmed_at);
            customer.updated_at = confirmed_at;
        }
        let chain = self.chain(customer.id, grants)?;
        Ok((customer, chain, suppression))
    }

    fn chain(&self, customer: CustomerId, grants: Vec<FirstGrant>) -> Result<Option<NewChain>, SeedError> {
        let Some(newest) = grants.iter().map(|grant| grant.occurred_at).max() else { return Ok(None) };
        self.clock.set(newest);
        let recording = LedgerAccess {
            environment: &self.environment,
            sealing: &self.plan.sealing,
            merchant: MERCHANT,
            actor: ConsentActor::System,
        };
        Ok(Some(begin_chain(recording, customer, grants)?))
    }

    /// The customers, of whom nobody has bought.
    pub fn into_crowd(self) -> Crowd {
        self.crowd
    }
}
