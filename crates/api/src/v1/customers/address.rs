//! A customer's address on the wire.

use regulars_kernel::{Change, CountryCode, Label, Personal, PostalAddress};

use crate::error::Invalid;
use crate::extract::Patched;
use crate::v1::address::{AddressChange, AddressPatchBody, NewAddressBody};
use crate::v1::merchant::body::AddressBody;

/// The address as it is shown.
pub fn shown(address: PostalAddress) -> AddressBody {
    let PostalAddress { street, postcode, city, country } = address;
    let line = |line: Option<Personal<Label>>| line.map(|line| line.into_exposed().into_string());
    AddressBody {
        street: line(street),
        postcode: line(postcode),
        city: line(city),
        country: country.map(|country| country.code().to_owned()),
    }
}

/// The checked address; errors are noted below `/address`.
pub fn check(body: NewAddressBody, invalid: &mut Invalid) -> PostalAddress {
    let Some(address) = body.check(invalid, "/address") else { return PostalAddress::default() };
    PostalAddress {
        street: address.street.map(Personal::new),
        postcode: address.postcode.map(Personal::new),
        city: address.city.map(Personal::new),
        country: invalid.parse_option("/address/country", address.country),
    }
}

/// The checked change of an address.
pub struct CustomerAddressChange {
    /// Street and number.
    pub street: Change<Personal<Label>>,
    /// Postcode.
    pub postcode: Change<Personal<Label>>,
    /// City.
    pub city: Change<Personal<Label>>,
    /// Country.
    pub country: Change<CountryCode>,
}

/// The checked change; errors are noted below `/address`. `null` clears the whole address.
pub fn check_change(body: Patched<AddressPatchBody>, invalid: &mut Invalid) -> CustomerAddressChange {
    let AddressChange { street, postcode, city, country } = match body.0 {
        Change::Unchanged => AddressChange::default(),
        Change::Clear => AddressChange::CLEAR,
        Change::Set(body) => body.check(invalid, "/address"),
    };
    let country = country.try_map(|code| code.parse::<CountryCode>());
    CustomerAddressChange {
        street: street.map(Personal::new),
        postcode: postcode.map(Personal::new),
        city: city.map(Personal::new),
        country: invalid.check("/address/country", country).unwrap_or_default(),
    }
}
