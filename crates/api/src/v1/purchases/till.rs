//! What the use cases must know about the merchant and the caller.

use regulars_purchases::Till;

use crate::auth::Caller;

/// The till that a caller is.
pub fn till_of<Op>(caller: &Caller<Op>) -> Till {
    let facts = caller.facts();
    Till {
        calendar: facts.calendar,
        currency: facts.currency,
        language: facts.locale.language(),
        actor: caller.identity().actor,
        programmes: facts.has_programmes,
        campaigns: facts.has_campaigns,
    }
}
