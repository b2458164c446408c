//! A customer in brief.

use crate::{CustomerId, CustomerType, Label, MemberId, Personal, PurchaseTotals};

/// What a till needs to know about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerBrief {
    /// Its id.
    pub id: CustomerId,
    /// The member whom the record is about.
    pub member: Option<MemberId>,
    /// How the customer stands to the network and to the merchant.
    pub customer_type: CustomerType,
    /// The given name.
    pub first_name: Option<Personal<Label>>,
    /// The family name.
    pub last_name: Option<Personal<Label>>,
    /// The company.
    pub company: Option<Personal<Label>>,
    /// What the customer has bought.
    pub purchases: PurchaseTotals,
}

impl CustomerBrief {
    /// What the customer is called: the names that are known, else the company, else nothing.
    pub fn display_name(&self) -> Option<Personal<String>> {
        let names: Vec<&str> = [&self.first_name, &self.last_name]
            .into_iter()
            .flatten()
            .map(|name| name.expose().as_str())
            .collect();
        let name = if names.is_empty() {
            self.company.as_ref()?.expose().as_str().to_owned()
        } else {
            names.join(" ")
        };
        Some(Personal::new(name))
    }
}

impl CustomerBrief {
    /// What a terminal shows, where strangers can read along: the first name and the first letter of the last name,
    /// else the company, else nothing.
    pub fn display_name_at_terminal(&self) -> Option<Personal<String>> {
        let first = self.first_name.as_ref().map(|name| name.expose().as_str().to_owned());
        let initial = self.last_name.as_ref().and_then(|name| name.expose().as_str().chars().next());
        let names: Vec<String> =
            first.into_iter().chain(initial.map(|letter| format!("{letter}."))).collect();
        if names.is_empty() { self.display_name() } else { Some(Personal::new(names.join(" "))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(first: &str, last: &str, company: &str) -> CustomerBrief {
        let label = |text: &str| text.parse().ok().map(Personal::new);
        CustomerBrief {
            id: "0193b3a0-0000-7000-8000-000000000001".parse().unwrap(),
            member: None,
            customer_type: CustomerType::NonMember,
            first_name: label(first),
            last_name: label(last),
            company: label(company),
            purchases: PurchaseTotals::default(),
        }
    }

    fn named(first: &str, last: &str, company: &str) -> Option<String> {
        brief(first, last, company).display_name().map(Personal::into_exposed)
    }

    fn named_at_terminal(first: &str, last: &str, company: &str) -> Option<String> {
        brief(first, last, company).display_name_at_terminal().map(Personal::into_exposed)
    }

    #[test]
    fn a_customer_is_called_by_what_is_known() {
        assert_eq!(named("Ana", "Petrović", "Delta").as_deref(), Some("Ana Petrović"));
        assert_eq!(named("", "Petrović", "Delta").as_deref(), Some("Petrović"));
        assert_eq!(named("", "", "Delta").as_deref(), Some("Delta"));
        assert_eq!(named("", "", ""), None);
    }

    #[test]
    fn a_terminal_shows_no_more_of_the_last_name_than_its_first_letter() {
        assert_eq!(named_at_terminal("Đorđe", "Živković", "Delta").as_deref(), Some("Đorđe Ž."));
        assert_eq!(named_at_terminal("", "Živković", "Delta").as_deref(), Some("Ž."));
        assert_eq!(named_at_terminal("Ana", "", "").as_deref(), Some("Ana"));
        assert_eq!(named_at_terminal("", "", "Delta").as_deref(), Some("Delta"));
        assert_eq!(named_at_terminal("", "", ""), None);
    }
}
