//! The orders of lists of customers, and their cursors.

use regulars_kernel::{CustomerOrder, CustomerOrderKey, CustomerPosition, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ApiError;
use crate::extract::{PageParameters, parse_cursor, render_cursor};

/// The order of customers. Those who agree in it stand by age; without a name or a city they stand
/// before all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
pub enum CustomerSortBody {
    /// The newest first.
    #[serde(rename = "-created_at")]
    NewestFirst,
    /// The oldest first.
    #[serde(rename = "created_at")]
    OldestFirst,
    /// Those whose record was changed last first.
    #[serde(rename = "-updated_at")]
    LatestChangeFirst,
    /// Those whose record was changed last at the end: what a copy is kept up to date by.
    #[serde(rename = "updated_at")]
    LatestChangeLast,
    /// By last name, without regard to letter case, accents and script.
    #[serde(rename = "last_name")]
    LastName,
    /// By last name from the end.
    #[serde(rename = "-last_name")]
    LastNameFromTheEnd,
    /// By first name, compared in the same way.
    #[serde(rename = "first_name")]
    FirstName,
    /// By first name from the end.
    #[serde(rename = "-first_name")]
    FirstNameFromTheEnd,
    /// By city, compared in the same way.
    #[serde(rename = "city")]
    City,
    /// By city from the end.
    #[serde(rename = "-city")]
    CityFromTheEnd,
    /// The oldest people first; those whose date of birth is not known stand before them.
    #[serde(rename = "birth_date")]
    BirthDate,
    /// The youngest people first.
    #[serde(rename = "-birth_date")]
    YoungestFirst,
    /// Whose birthday comes next first, today's before all, over the turn of the year; those whose birthday is not known stand
    /// at the end. A list goes on with the day on which its first page was asked for.
    #[serde(rename = "next_birthday")]
    NextBirthday,
}

impl From<CustomerSortBody> for CustomerOrder {
    fn from(sort: CustomerSortBody) -> Self {
        let (key, descending) = match sort {
            CustomerSortBody::NewestFirst => (CustomerOrderKey::CreatedAt, true),
            CustomerSortBody::OldestFirst => (CustomerOrderKey::CreatedAt, false),
            CustomerSortBody::LatestChangeFirst => (CustomerOrderKey::UpdatedAt, true),
            CustomerSortBody::LatestChangeLast => (CustomerOrderKey::UpdatedAt, false),
            CustomerSortBody::LastName => (CustomerOrderKey::LastName, false),
            CustomerSortBody::LastNameFromTheEnd => (CustomerOrderKey::LastName, true),
            CustomerSortBody::FirstName => (CustomerOrderKey::FirstName, false),
            CustomerSortBody::FirstNameFromTheEnd => (CustomerOrderKey::FirstName, true),
            CustomerSortBody::City => (CustomerOrderKey::City, false),
            CustomerSortBody::CityFromTheEnd => (CustomerOrderKey::City, true),
            CustomerSortBody::BirthDate => (CustomerOrderKey::BirthDate, false),
            CustomerSortBody::YoungestFirst => (CustomerOrderKey::BirthDate, true),
            CustomerSortBody::NextBirthday => (CustomerOrderKey::NextBirthday, false),
        };
        Self { key, descending }
    }
}

impl From<CustomerOrder> for CustomerSortBody {
    fn from(order: CustomerOrder) -> Self {
        match (order.key, order.descending) {
            (CustomerOrderKey::CreatedAt, true) => Self::NewestFirst,
            (CustomerOrderKey::CreatedAt, false) => Self::OldestFirst,
            (CustomerOrderKey::UpdatedAt, true) => Self::LatestChangeFirst,
            (CustomerOrderKey::UpdatedAt, false) => Self::LatestChangeLast,
            (CustomerOrderKey::LastName, false) => Self::LastName,
            (CustomerOrderKey::LastName, true) => Self::LastNameFromTheEnd,
            (CustomerOrderKey::FirstName, false) => Self::FirstName,
            (CustomerOrderKey::FirstName, true) => Self::FirstNameFromTheEnd,
            (CustomerOrderKey::City, false) => Self::City,
            (CustomerOrderKey::City, true) => Self::CityFromTheEnd,
            (CustomerOrderKey::BirthDate, false) => Self::BirthDate,
            (CustomerOrderKey::BirthDate, true) => Self::YoungestFirst,
            (CustomerOrderKey::NextBirthday, _) => Self::NextBirthday,
        }
    }
}

/// A cursor as it is inside: an id alone, or what the order goes by before it.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Cursor {
    Id(Uuid),
    Beside(char, String, Uuid),
}

/// What tells the cursor of one order from that of another.
const fn mark(order: CustomerOrder) -> char {
    match (order.key, order.descending) {
        (CustomerOrderKey::CreatedAt, _) => 'c',
        (CustomerOrderKey::UpdatedAt, true) => 'U',
        (CustomerOrderKey::UpdatedAt, false) => 'u',
        (CustomerOrderKey::LastName, true) => 'N',
        (CustomerOrderKey::LastName, false) => 'n',
        (CustomerOrderKey::FirstName, true) => 'F',
        (CustomerOrderKey::FirstName, false) => 'f',
        (CustomerOrderKey::City, true) => 'T',
        (CustomerOrderKey::City, false) => 't',
        (CustomerOrderKey::BirthDate, true) => 'B',
        (CustomerOrderKey::BirthDate, false) => 'b',
        (CustomerOrderKey::NextBirthday, _) => 'd',
    }
}

/// The position as the opaque text that the caller sends back.
pub fn cursor_of(order: CustomerOrder, position: &CustomerPosition) -> String {
    let id = position.id.value();
    render_cursor(&match position.beside() {
        None => Cursor::Id(id),
        Some(beside) => Cursor::Beside(mark(order), beside, id),
    })
}

/// The position that a cursor of that order stands for.
pub fn position_of(order: CustomerOrder, cursor: &str) -> Result<CustomerPosition, ApiError> {
    let position = match parse_cursor::<Cursor>(cursor)? {
        Cursor::Id(id) => order.position_of_parts(None, id),
        Cursor::Beside(marked, beside, id) if marked == mark(order) => {
            order.position_of_parts(Some(&beside), id)
        }
        Cursor::Beside(..) => None,
    };
    position.ok_or_else(|| ApiError::invalid_field("?cursor", "invalid", "is a cursor of another order"))
}

/// The page of a list in that order.
pub fn page_of_parameters(
    order: CustomerOrder,
    limit: Option<u16>,
    cursor: Option<&str>,
) -> Result<PageRequest<CustomerPosition>, ApiError> {
    let size = PageParameters { limit, cursor: None }.size()?;
    let after = cursor.map(|cursor| position_of(order, cursor)).transpose()?;
    Ok(PageRequest { size, after })
}
