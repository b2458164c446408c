//! What goes from a customer to the member and back.

use regulars_customers::{Customer, NewCustomer};
use regulars_kernel::{Environment, MemberId, MerchantId, Names};
use regulars_network::Member;

/// The member that a customer becomes.
pub(crate) fn member_of_customer(
    customer: &Customer,
    merchant: MerchantId,
    environment: &Environment,
) -> Member {
    Member {
        id: MemberId::new(environment.new_id()),
        first_name: customer.names.first_name.clone(),
        last_name: customer.names.last_name.clone(),
        gender: customer.gender,
        email: customer.email.clone(),
        phone: customer.phone.clone(),
        birth_date: customer.birth_date.clone(),
        registered_by: merchant,
        created_at: environment.now(),
    }
}

/// The customer that a member is to the merchant that registers it.
pub(crate) fn customer_of_member(member: &Member) -> NewCustomer {
    NewCustomer {
        gender: member.gender,
        names: Names {
            first_name: member.first_name.clone(),
            last_name: member.last_name.clone(),
            ..Names::default()
        },
        email: member.email.clone(),
        phone: member.phone.clone(),
        birth_date: member.birth_date.clone(),
        ..NewCustomer::default()
    }
}

/// The customer with the member's data where it has none of its own. What the merchant wrote down stays.
pub(crate) fn completed(customer: Customer, member: &Member) -> Customer {
    let email = customer.email.clone().or_else(|| member.email.clone());
    let customer = customer.with_email(email);
    // Two halves of different names make no name.
    let unnamed = customer.names.first_name.is_none() && customer.names.last_name.is_none();
    let names = if unnamed {
        let (first_name, last_name) = (member.first_name.clone(), member.last_name.clone());
        Names { first_name, last_name, ..customer.names }
    } else {
        customer.names
    };
    Customer {
        gender: customer.gender.or(member.gender),
        names,
        phone: customer.phone.or_else(|| member.phone.clone()),
        birth_date: customer.birth_date.or_else(|| member.birth_date.clone()),
        ..customer
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use regulars_customers::{Attributes, CreatedBy, Source, Utm};
    use regulars_kernel::{
        Actor, CustomerId, CustomerType, Gender, Instant, Label, ManualClock, Personal, Phone, PostalAddress,
        SeededRandom,
    };

    use super::*;

    fn now() -> Instant {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }

    fn name(text: &str) -> Option<Personal<Label>> {
        Some(Personal::new(text.parse().unwrap()))
    }

    fn environment() -> Environment {
        Environment::new(Arc::new(ManualClock::at(now())), Arc::new(SeededRandom::new(1)))
    }

    fn unknown_customer() -> Customer {
        Customer {
            id: CustomerId::new(environment().new_id()),
            customer_type: CustomerType::Member,
            member: None,
            regular_since: None,
            regular_until: None,
            external_id: None,
            gender: None,
            names: Names::default(),
            email: None,
            email_verified_at: None,
            phone: None,
            birth_date: None,
            language: None,
            address: PostalAddress::default(),
            attributes: Attributes::default(),
            source: Source {
                utm: Utm::default(),
                last_touch: None,
                referral_id: None,
                created_by: CreatedBy::from(Actor::System),
            },
            data_consent: None,
            created_at: now(),
            updated_at: now(),
        }
    }

    fn ana() -> Member {
        Member {
            id: MemberId::new(environment().new_id()),
            first_name: name("Ana"),
            last_name: name("Petrović"),
            gender: Some(Gender::Female),
            email: Some("ana@example.com".parse().unwrap()),
            phone: Some(Phone::parse("+381641234567", None).unwrap()),
            birth_date: Some(Personal::new("1990-05-17".parse().unwrap())),
            registered_by: MerchantId::new(environment().new_id()),
            created_at: now(),
        }
    }

    #[test]
    fn an_unknown_customer_gets_everything_and_no_verified_address() {
        let customer = completed(unknown_customer(), &ana());
        assert_eq!(
            (&customer.names.first_name, &customer.names.last_name),
            (&name("Ana"), &name("Petrović"))
        );
        assert_eq!(customer.email, ana().email);
        assert_eq!((customer.gender, customer.phone.clone()), (Some(Gender::Female), ana().phone));
        assert_eq!(customer.birth_date, ana().birth_date);
        assert!(!customer.email_verified());
    }

    #[test]
    fn what_the_merchant_wrote_down_stays() {
        let own = Customer {
            names: Names { last_name: name("Jović"), ..Names::default() },
            email: Some("own@example.com".parse().unwrap()),
            email_verified_at: Some(now()),
            ..unknown_customer()
        };
        let customer = completed(own.clone(), &ana());
        assert_eq!(customer.names, own.names);
        assert_eq!(customer.email, own.email);
        assert!(customer.email_verified());
    }
}
