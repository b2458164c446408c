//! The reference interpreter: what a filter means, without a database.

mod aggregate;
mod points;
mod redemptions;
#[cfg(test)]
mod tests;
mod tiers;

use regulars_kernel::{CartState, ConsentState, CreditStanding, Date, Instant, OfferState, Purpose};

use crate::{
    AttributeComparison, CartsTest, CaseAssignee, ChoiceColumn, ChoiceComparison, ConsentCondition,
    CreditFigure, DateField, FlagField, InstantField, NumberColumn, NumberComparison, ReactionKind, Record,
    RecordAttribute, RecordCart, RecordCase, RecordEmployment, ResolvedCases, ResolvedEmployment,
    ResolvedFilter, ResolvedReaction, TextComparison, TextField, fold,
};

/// Whether the customer passes the filter. A database that evaluates filters must agree with this function.
pub fn matches(filter: &ResolvedFilter, record: &Record) -> bool {
    match filter {
        ResolvedFilter::All(filters) => filters.iter().all(|filter| matches(filter, record)),
        ResolvedFilter::Any(filters) => filters.iter().any(|filter| matches(filter, record)),
        ResolvedFilter::Not(filter) => !matches(filter, record),
        ResolvedFilter::Text(field, comparison) => {
            let surveys: Vec<String>;
            let texts = match field {
                TextField::AnsweredSurvey => {
                    surveys = record.answers.iter().map(|answer| answer.survey.to_string()).collect();
                    surveys.iter().map(String::as_str).collect()
                }
                field => texts(record, *field),
            };
            texts.iter().any(|text| text_passes(*field, &field.compared(text), comparison))
        }
        ResolvedFilter::Choice(column, comparison) => {
            choices(record, *column).into_iter().any(|value| choice_passes(value, comparison))
        }
        ResolvedFilter::Number(column, comparison) => {
            number(record, *column).is_some_and(|number| comparison.holds_for(number.into(), 1))
        }
        ResolvedFilter::Credit(figure, comparison) => {
            credit(record, *figure).is_some_and(|number| comparison.holds_for(number.into(), 1))
        }
        ResolvedFilter::Carts { at, test } => abandoned(record, *at, *test),
        ResolvedFilter::LastScore(kind, comparison) => {
            let answers = record.answers.iter().filter(|answer| answer.kind == *kind);
            // Of several with the same key the last one is the greatest.
            let latest = answers.max_by_key(|answer| answer.answered_at);
            latest.is_some_and(|answer| comparison.holds_for(answer.score.into(), 1))
        }
        ResolvedFilter::Date(field, range) => date(record, *field).is_some_and(|date| range.contains(&date)),
        ResolvedFilter::MonthDay(ranges) => record.birth_date.is_some_and(|born| {
            ranges.iter().any(|range| (range.from..=range.to).contains(&born.month_day()))
        }),
        ResolvedFilter::Instant(field, range) => {
            instant(record, *field).is_some_and(|instant| range.contains(&instant))
        }
        ResolvedFilter::Flag(FlagField::EmailVerified, value) => record.email_verified == *value,
        // It depends on the present, and is resolved as a test of carts.
        ResolvedFilter::Flag(FlagField::HasAbandonedCart, _) => false,
        ResolvedFilter::Attribute(id, comparison) => {
            let values = record.attributes.get(id);
            values.is_some_and(|values| values.iter().any(|value| attribute_passes(value, comparison)))
        }
        ResolvedFilter::Tag(_, name) => record.tags.iter().any(|tag| fold(tag) == *name),
        ResolvedFilter::Consent(condition) => has_consent(record, *condition),
        ResolvedFilter::Purchases(condition) => aggregate::holds(condition, record),
        ResolvedFilter::Reaction(condition) => reacted(record, condition),
        ResolvedFilter::Employment(condition) => {
            record.employments.iter().any(|employment| is_employed(employment, condition))
        }
        ResolvedFilter::Cases(condition) => cases(record, condition),
        ResolvedFilter::Points(condition) => points::holds(condition, record),
        ResolvedFilter::Programme(condition) => points::is_member(condition, record),
        ResolvedFilter::Tier(condition) => tiers::was_in_tier(condition, record),
        ResolvedFilter::Redemptions(condition) => redemptions::holds(condition, record),
    }
}

fn texts(record: &Record, field: TextField) -> Vec<&str> {
    let text = match field {
        TextField::CardNumber => return record.cards.iter().map(|card| card.number.as_str()).collect(),
        TextField::Email => &record.email,
        TextField::Phone => &record.phone,
        TextField::Language => &record.language,
        TextField::Country => &record.country,
        TextField::ExternalId => &record.external_id,
        TextField::Rfm => &record.rfm,
        plain => return record.texts.get(&plain).map(String::as_str).into_iter().collect(),
    };
    text.as_deref().into_iter().collect()
}

fn attribute_passes(value: &RecordAttribute, comparison: &AttributeComparison) -> bool {
    match (comparison, value) {
        (AttributeComparison::Present, _) => true,
        (AttributeComparison::Text(comparison), RecordAttribute::Text(text)) => {
            plain_text_passes(&fold(text), comparison)
        }
        (AttributeComparison::Number(comparison), RecordAttribute::Number(number)) => {
            comparison.holds_for((*number).into(), 1)
        }
        (AttributeComparison::Date(range), RecordAttribute::Date(date)) => range.contains(date),
        _ => false,
    }
}

fn text_passes(field: TextField, folded: &str, comparison: &TextComparison) -> bool {
    match comparison {
        TextComparison::OneOf(tags) if field == TextField::Language => tags.iter().any(|tag| {
            folded.strip_prefix(tag.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }),
        _ => plain_text_passes(folded, comparison),
    }
}

fn plain_text_passes(folded: &str, comparison: &TextComparison) -> bool {
    match comparison {
        TextComparison::Present => true,
        TextComparison::OneOf(texts) => texts.iter().any(|text| text == folded),
        TextComparison::Contains(text) => folded.contains(text.as_str()),
        TextComparison::StartsWith(text) => folded.starts_with(text.as_str()),
    }
}

fn choices(record: &Record, column: ChoiceColumn) -> Vec<&str> {
    match column {
        ChoiceColumn::Type => vec![&record.customer_type],
        ChoiceColumn::Gender => record.gender.as_deref().into_iter().collect(),
        ChoiceColumn::CreatedBy => vec![&record.created_by],
        ChoiceColumn::CardForm => record.cards.iter().map(|card| card.form.as_str()).collect(),
    }
}

fn choice_passes(value: &str, comparison: &ChoiceComparison) -> bool {
    match comparison {
        ChoiceComparison::Present => true,
        ChoiceComparison::OneOf(values) => values.contains(&value),
    }
}

fn number(record: &Record, column: NumberColumn) -> Option<i64> {
    match column {
        NumberColumn::PurchaseCount => Some(record.purchase_count()),
        NumberColumn::PurchaseTotal => Some(record.purchase_total()),
        NumberColumn::MedianGapDays => record.buying_rhythm().median_gap_days,
    }
}

fn credit(record: &Record, figure: CreditFigure) -> Option<i64> {
    // What is open and how long it takes do not depend on the day.
    let standing = |on| CreditStanding::of(&record.invoices, on);
    match figure {
        CreditFigure::Open => Some(standing(Date::MIN).open),
        CreditFigure::Overdue { on } => Some(standing(on).overdue),
        CreditFigure::DaysToPay => standing(Date::MIN).days_to_pay,
    }
}

fn abandoned(record: &Record, at: Instant, test: CartsTest) -> bool {
    let is_abandoned = |cart: &&RecordCart| CartState::of(cart.times, at) == CartState::Abandoned;
    let carts: Vec<&RecordCart> = record.carts.iter().filter(is_abandoned).collect();
    match test {
        CartsTest::Any => !carts.is_empty(),
        CartsTest::Total(comparison) => {
            comparison.holds_for(carts.iter().map(|cart| i128::from(cart.total)).sum(), 1)
        }
        CartsTest::Latest(range) => {
            let latest = carts.iter().map(|cart| cart.times.abandons_at).max();
            latest.is_some_and(|latest| range.contains(&latest))
        }
    }
}

fn date(record: &Record, field: DateField) -> Option<Date> {
    match field {
        DateField::BirthDate => record.birth_date?.date(),
        DateField::NextPurchaseExpectedAt => record.buying_rhythm().next_expected_on,
    }
}

fn instant(record: &Record, field: InstantField) -> Option<Instant> {
    match field {
        InstantField::CreatedAt => Some(record.created_at),
        InstantField::UpdatedAt => Some(record.updated_at),
        InstantField::RegularSince => record.regular_since,
        InstantField::LastUtmAt => record.last_utm_at,
        InstantField::FirstPurchaseAt => record.first_purchase_at(),
        InstantField::LastPurchaseAt => record.last_purchase_at(),
        // It depends on the present, and is resolved as a test of carts.
        InstantField::AbandonedCartAt => None,
        InstantField::LastAnswerAt => record.answers.iter().map(|answer| answer.answered_at).max(),
    }
}

fn has_consent(record: &Record, condition: ConsentCondition) -> bool {
    record.consents.iter().any(|consent| {
        consent.purpose == condition.purpose
            && consent.state == condition.state
            && (condition.channel.is_none() || consent.channel == condition.channel)
    })
}

/// What was sent is told of everybody. What a customer did is told of those alone who have consented to profiling.
fn cases(record: &Record, condition: &ResolvedCases) -> bool {
    let ResolvedCases { states, overdue, assignee, period, comparison } = condition;
    let counts = |case: &&RecordCase| {
        let stands = states.is_empty() || states.contains(&case.state);
        let is_due = overdue.is_none_or(|(wanted, on)| {
            wanted == (!case.state.is_done() && case.due_on.is_some_and(|due| due < on))
        });
        let in_charge = match assignee {
            Some(CaseAssignee::User(user)) => case.assignee == Some(*user),
            Some(CaseAssignee::Nobody) => case.assignee.is_none(),
            None => true,
        };
        stands && is_due && in_charge && period.contains(&case.opened_at)
    };
    let count = record.cases.iter().filter(counts).count();
    comparison.holds_for(i128::try_from(count).unwrap_or(i128::MAX), 1)
}

fn reacted(record: &Record, condition: &ResolvedReaction) -> bool {
    let profiling =
        ConsentCondition { purpose: Purpose::Profiling, channel: None, state: ConsentState::Granted };
    let meant = || {
        let newsletter = condition.newsletter;
        record.reactions.iter().filter(move |reaction| newsletter.is_none_or(|id| reaction.newsletter == id))
    };
    let tracked = || meant().filter(|reaction| reaction.is_tracked);
    let in_period = |at: &Instant| condition.period.contains(at);
    let sent = || meant().any(|to| [to.mailed_at, to.texted_at].iter().flatten().any(in_period));
    let mailed = || tracked().any(|reaction| reaction.mailed_at.as_ref().is_some_and(in_period));
    let opened = || tracked().any(|reaction| reaction.opened_at.iter().any(in_period));
    let clicked = || {
        let counts = |place: &u16| condition.positions.as_ref().is_none_or(|places| places.contains(place));
        tracked().any(|reaction| reaction.clicked_at.iter().any(|(place, at)| counts(place) && in_period(at)))
    };
    let told = has_consent(record, profiling);
    match condition.kind {
        ReactionKind::Sent => sent(),
        ReactionKind::Opened => told && opened(),
        ReactionKind::Clicked => told && clicked(),
        ReactionKind::NotOpened => told && mailed() && !opened(),
        ReactionKind::NotClicked => told && mailed() && !clicked(),
    }
}

fn is_employed(employment: &RecordEmployment, condition: &ResolvedEmployment) -> bool {
    let RecordEmployment { company: _, role, since, until, country, archived, offers } = employment;
    let on = condition.on;
    let is_current = since.is_none_or(|since| since <= on) && until.is_none_or(|until| on <= until);
    let stands = |states: &Vec<OfferState>| {
        offers.iter().any(|(stage, valid_until)| states.contains(&OfferState::of(*stage, *valid_until, on)))
    };
    condition.current.is_none_or(|current| current == is_current)
        && condition.roles.as_ref().is_none_or(|roles| roles.contains(role))
        && condition
            .countries
            .as_ref()
            .is_none_or(|countries| country.as_ref().is_some_and(|country| countries.contains(country)))
        && condition.archived.is_none_or(|wanted| wanted == *archived)
        && condition.offers.as_ref().is_none_or(stands)
}

impl NumberComparison {
    /// Whether `number / divisor` stands in the relation, without dividing.
    fn holds_for(self, number: i128, divisor: i128) -> bool {
        let times = |bound: i64| i128::from(bound) * divisor;
        match self {
            Self::Equal(bound) => number == times(bound),
            Self::Greater(bound) => number > times(bound),
            Self::GreaterOrEqual(bound) => number >= times(bound),
            Self::Less(bound) => number < times(bound),
            Self::LessOrEqual(bound) => number <= times(bound),
            Self::Between(from, to) => times(from) <= number && number <= times(to),
        }
    }
}
