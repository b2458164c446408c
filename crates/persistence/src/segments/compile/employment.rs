//! Companies that customers work for.

use regulars_filters::ResolvedEmployment;
use regulars_kernel::{CountryCode, Date, EmployeeRole, OfferState};

use super::Compiler;
use crate::companies::offers::state::offer_state;
use crate::companies::period::is_current;
use crate::wall::{Condition, values};

impl Compiler {
    /// One of the customer's employments passes.
    pub(super) fn employment(&self, employment: &ResolvedEmployment) -> Condition {
        let ResolvedEmployment { on, current, roles, countries, archived, offers } = employment;
        let mut rows = Condition::new(&["FROM company_employees e WHERE e.merchant_id = $1"], Vec::new());
        if let Some(current) = current {
            let text = if *current { " AND " } else { " AND NOT " };
            rows = rows.then(&[text, is_current!("?")], values![*on, *on]);
        }
        if let Some(roles) = roles {
            let roles: Vec<String> = roles.iter().map(|role| EmployeeRole::name(*role).to_owned()).collect();
            rows = rows.then(&[" AND "], Vec::new()).then_condition(Condition::one_of_texts(
                self.backend,
                &["e.role"],
                &roles,
            ));
        }
        if countries.is_some() || archived.is_some() {
            rows = rows
                .then(&[" AND "], Vec::new())
                .then_condition(self.of_company(countries.as_deref(), *archived));
        }
        if let Some(offers) = offers {
            rows = rows.then(&[" AND "], Vec::new()).then_condition(self.of_offers(offers, *on));
        }
        self.found_in("c.id", "e.customer_id", self.of_the_one(rows, "e.customer_id")).never_unknown()
    }

    fn of_company(&self, countries: Option<&[CountryCode]>, archived: Option<bool>) -> Condition {
        let mut companies = Condition::new(
            &["e.company_id IN (SELECT y.id FROM companies y WHERE y.merchant_id = $1"],
            Vec::new(),
        );
        if let Some(countries) = countries {
            let codes: Vec<String> = countries.iter().map(|country| country.code().to_owned()).collect();
            companies = companies.then(&[" AND "], Vec::new()).then_condition(Condition::one_of_texts(
                self.backend,
                &["y.country"],
                &codes,
            ));
        }
        if let Some(archived) = archived {
            let text = if archived { " AND y.archived_at IS NOT NULL" } else { " AND y.archived_at IS NULL" };
            companies = companies.then(&[text], Vec::new());
        }
        companies.then(&[")"], Vec::new())
    }

    /// The stage is what an index knows.
    fn of_offers(&self, states: &[OfferState], on: Date) -> Condition {
        let stages: Vec<String> = states.iter().map(|state| state.stage().name().to_owned()).collect();
        let is = |state: &OfferState| Condition::new(&[offer_state!("?"), " = ?"], values![on, state.name()]);
        Condition::new(
            &["e.company_id IN (SELECT f.company_id FROM company_offers f WHERE f.merchant_id = $1 AND "],
            Vec::new(),
        )
        .then_condition(Condition::one_of_texts(self.backend, &["f.stage"], &stages))
        .then(&[" AND ("], Vec::new())
        .then_condition(Condition::any(states.iter().map(is).collect()))
        .then(&["))"], Vec::new())
    }
}
