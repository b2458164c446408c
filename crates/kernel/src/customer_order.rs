//! The order of a list of customers, and where a page of it ended.

use uuid::Uuid;

use crate::{CustomerId, Date, DayOfYear, Instant, PageRequest, fold};

crate::named! {
    /// What customers are put in order by. Those who agree in it stand by their ids.
    CustomerOrderKey {
        /// When the record was made, which is the order of ids.
        CreatedAt = "created_at",
        /// When the record was changed last.
        UpdatedAt = "updated_at",
        /// The family name, folded; an absent one is the empty text.
        LastName = "last_name",
        /// The given name, folded; an absent one is the empty text.
        FirstName = "first_name",
        /// The city, folded; an absent one is the empty text.
        City = "city",
        /// The date of birth; an absent one is [`CustomerOrderKey::NO_DATE`].
        BirthDate = "birth_date",
        /// The next birthday from the day on which the first page began; those without one come last. There is no order from
        /// the end.
        NextBirthday = "next_birthday",
    }
}

/// The order of a list of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CustomerOrder {
    /// What they are put in order by.
    pub key: CustomerOrderKey,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// What of a customer decides where it stands in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerPlace {
    /// By the id alone.
    CreatedAt,
    /// By the last change.
    UpdatedAt(Instant),
    /// By a folded text.
    Text(String),
    /// By a date.
    Date(Date),
    /// By the birthday.
    Birthday {
        /// The day with which the order begins, on every page of the list.
        from: DayOfYear,
        /// The birthday, if one is known.
        on: Option<DayOfYear>,
    },
}

/// What of a customer orders go by.
#[derive(Clone, Copy, Debug)]
pub struct OrderedBy<'a> {
    /// When the record was changed last.
    pub updated_at: Instant,
    /// The given name.
    pub first_name: Option<&'a str>,
    /// The family name.
    pub last_name: Option<&'a str>,
    /// The city.
    pub city: Option<&'a str>,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// The birthday.
    pub birthday: Option<DayOfYear>,
}

impl CustomerOrderKey {
    /// What stands for a date that is not known: the first day of the first year.
    pub const NO_DATE: &'static str = "0001-01-01";
}

/// Where a page ended: the last customer of it, with what decided where it stood then.
#[derive(Clone, PartialEq, Eq)]
pub struct CustomerPosition {
    /// What decided.
    pub place: CustomerPlace,
    /// The customer.
    pub id: CustomerId,
}

impl CustomerOrder {
    /// The newest first: the order when none is named.
    pub const NEWEST_FIRST: Self = Self { key: CustomerOrderKey::CreatedAt, descending: true };

    /// The name on the wire and in the store: that of the key, behind a minus where the greatest comes first.
    pub fn name(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key.name())
    }

    /// The order with that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        let (descending, key) = name.strip_prefix('-').map_or((false, name), |key| (true, key));
        let order = Self { key: CustomerOrderKey::from_name(key)?, descending };
        (order.key != CustomerOrderKey::NextBirthday || !descending).then_some(order)
    }

    /// Where the first page of that day begins, in an order that depends on the day.
    pub fn start(self, today: Date) -> Option<CustomerPosition> {
        let from = DayOfYear::of(today);
        let place = CustomerPlace::Birthday { from, on: Some(from) };
        // No customer has this id, and every id is greater.
        let position = CustomerPosition { place, id: CustomerId::new(Uuid::nil()) };
        (self.key == CustomerOrderKey::NextBirthday).then_some(position)
    }

    /// Where a customer stands on a page behind `behind`.
    pub fn position(
        self,
        id: CustomerId,
        by: OrderedBy<'_>,
        behind: Option<&CustomerPosition>,
    ) -> CustomerPosition {
        let text = |text: Option<&str>| CustomerPlace::Text(text.map(fold).unwrap_or_default());
        let place = match self.key {
            CustomerOrderKey::CreatedAt => CustomerPlace::CreatedAt,
            CustomerOrderKey::UpdatedAt => CustomerPlace::UpdatedAt(by.updated_at),
            CustomerOrderKey::LastName => text(by.last_name),
            CustomerOrderKey::FirstName => text(by.first_name),
            CustomerOrderKey::City => text(by.city),
            CustomerOrderKey::BirthDate => {
                CustomerPlace::Date(by.birth_date.or_else(no_date).unwrap_or_default())
            }
            CustomerOrderKey::NextBirthday => {
                let from = behind.map_or(DayOfYear::FIRST, CustomerPosition::begins_with);
                CustomerPlace::Birthday { from, on: by.birthday }
            }
        };
        CustomerPosition { place, id }
    }

    /// The position of parts that a caller was given, if they are of this order: an id, and what stands beside it.
    pub fn position_of_parts(self, beside: Option<&str>, id: Uuid) -> Option<CustomerPosition> {
        let place = match (self.key, beside) {
            (CustomerOrderKey::CreatedAt, None) => CustomerPlace::CreatedAt,
            (CustomerOrderKey::UpdatedAt, Some(at)) => CustomerPlace::UpdatedAt(at.parse().ok()?),
            (
                CustomerOrderKey::LastName | CustomerOrderKey::FirstName | CustomerOrderKey::City,
                Some(text),
            ) => CustomerPlace::Text(text.to_owned()),
            (CustomerOrderKey::BirthDate, Some(date)) => CustomerPlace::Date(date.parse().ok()?),
            (CustomerOrderKey::NextBirthday, Some(days)) => {
                let (from, on) = days.split_once('/')?;
                let on = if on.is_empty() { None } else { Some(on.parse().ok()?) };
                CustomerPlace::Birthday { from: from.parse().ok()?, on }
            }
            _ => return None,
        };
        Some(CustomerPosition { place, id: CustomerId::new(id) })
    }
}

impl PageRequest<CustomerPosition> {
    /// The page, of which the first begins with that day where the order depends on it.
    #[must_use]
    pub fn beginning(self, order: CustomerOrder, today: Date) -> Self {
        Self { after: self.after.or_else(|| order.start(today)), ..self }
    }
}

impl CustomerPosition {
    /// What stands beside the id, for a caller to give back.
    pub fn beside(&self) -> Option<String> {
        match &self.place {
            CustomerPlace::CreatedAt => None,
            CustomerPlace::UpdatedAt(at) => Some(at.to_rfc3339()),
            CustomerPlace::Text(text) => Some(text.clone()),
            CustomerPlace::Date(date) => Some(date.to_string()),
            CustomerPlace::Birthday { from, on } => {
                Some(format!("{from}/{}", on.map(|on| on.to_string()).unwrap_or_default()))
            }
        }
    }

    /// The day with which an order of birthdays begins.
    const fn begins_with(&self) -> DayOfYear {
        match self.place {
            CustomerPlace::Birthday { from, .. } => from,
            _ => DayOfYear::FIRST,
        }
    }
}

fn no_date() -> Option<Date> {
    CustomerOrderKey::NO_DATE.parse().ok()
}

/// A position can hold a name.
impl std::fmt::Debug for CustomerPosition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "CustomerPosition({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_comes_back_from_its_parts_in_its_own_order_only() {
        let id = CustomerId::new(Uuid::from_u128(7));
        let by = |birth_date: Option<&str>| OrderedBy {
            updated_at: "2026-11-21T10:00:00.123456Z".parse().unwrap(),
            first_name: Some("Ana"),
            last_name: Some("Петровић"),
            city: None,
            birth_date: birth_date.map(|date| date.parse().unwrap()),
            birthday: birth_date.map(|date| DayOfYear::of(date.parse().unwrap())),
        };
        let orders: Vec<CustomerOrder> =
            CustomerOrderKey::ALL.iter().map(|key| CustomerOrder { key: *key, descending: false }).collect();
        for order in &orders {
            for by in [by(None), by(Some("1990-05-17"))] {
                let behind = order.start("2026-11-21".parse().unwrap());
                let position = order.position(id, by, behind.as_ref());
                let beside = position.beside();
                assert_eq!(order.position_of_parts(beside.as_deref(), id.value()), Some(position));
            }
            assert_eq!(CustomerOrder::from_name(&order.name()), Some(*order));
        }
        assert_eq!(orders[2].position(id, by(None), None).beside().as_deref(), Some("petrovic"));
        assert_eq!(orders[5].position(id, by(None), None).beside().as_deref(), Some("0001-01-01"));
        let behind = orders[6].start("2026-11-21".parse().unwrap());
        let beside = |born| orders[6].position(id, by(born), behind.as_ref()).beside().unwrap();
        assert_eq!(
            (beside(None).as_str(), beside(Some("1990-05-17")).as_str()),
            ("--11-21/", "--11-21/--05-17")
        );
        assert_eq!(CustomerOrder::from_name("-next_birthday"), None);
        assert_eq!(orders[1].position_of_parts(Some("petrovic"), id.value()), None);
        assert_eq!(orders[0].position_of_parts(Some("petrovic"), id.value()), None);
        assert_eq!(orders[2].position_of_parts(None, id.value()), None);
    }
}
