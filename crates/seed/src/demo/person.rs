//! People, drawn from the names of their languages.

use chrono::{Duration, NaiveDate};
use regulars_customers::{BornPatch, CustomerPatch, DataConsent, NewCustomer, Utm, UtmPatch};
use regulars_flows::NewMember;
use regulars_kernel::{
    BirthDate, Change, DayOfYear, Email, Gender, Instant, LanguageTag, Names, Personal, Phone, PostalAddress,
};
use regulars_network::{CardNumber, NewCard};

use super::attributes::attributes;
use super::draw::Draw;
use super::names::{CULTURES, Culture, in_ascii};
use super::{invalid, label};
use crate::SeedError;

/// How a person stands to the network and to the demo merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not a member.
    NonMember,
    /// A member whom the demo merchant registers.
    Regular,
    /// A member of elsewhere who has only shown a card.
    Stranger,
    /// A member of elsewhere who has told the demo merchant who they are.
    Guest,
}

/// One person and when the demo merchant met them.
#[derive(Clone)]
pub struct Person {
    /// How they stand.
    pub standing: Standing,
    /// When the merchant met them.
    pub met_at: Instant,
    details: NewCustomer,
}

impl Person {
    /// The person with that number, out of `count` whom the merchant met during the year and a half before `now`.
    pub fn draw(draw: &Draw, number: u16, count: u16, now: Instant) -> Result<Self, SeedError> {
        let step = Duration::days(540) / i32::from(count);
        let met_at = now - step * i32::from(count.saturating_sub(number));
        Self::draw_met(draw, number.into(), met_at)
    }

    /// The person with that number, whom the merchant met then.
    pub fn draw_met(draw: &Draw, number: u32, met_at: Instant) -> Result<Self, SeedError> {
        let standing = match draw.below(10) {
            0..=4 => Standing::NonMember,
            5..=7 => Standing::Regular,
            8 => Standing::Stranger,
            _ => Standing::Guest,
        };
        Ok(Self { standing, met_at, details: details(draw, number)? })
    }

    /// The person as somebody who is no member.
    pub fn non_member(&self) -> NewCustomer {
        self.details.clone()
    }

    /// The person as somebody to be registered, with that card or with a fresh one.
    pub fn member(&self, card_number: Option<CardNumber>) -> Result<NewMember, SeedError> {
        let NewCustomer { names, gender, email, phone, birth_date, .. } = self.details.clone();
        let missing = || invalid("a member has no name");
        Ok(NewMember {
            first_name: names.first_name.ok_or_else(missing)?,
            last_name: names.last_name.ok_or_else(missing)?,
            gender,
            email,
            phone,
            birth_date,
            card: NewCard { number: card_number, form: None },
            language: None,
            utm: Utm::default(),
            referral_id: None,
            created_by: None,
            allow_duplicate: true,
        })
    }

    /// What the merchant writes down about a member beyond what the network knows.
    pub fn notes(&self) -> CustomerPatch {
        let NewCustomer { external_id, names, language, address, tags, attributes, utm, .. } =
            self.details.clone();
        let attributes = attributes.iter().map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
        let utm = UtmPatch {
            source: set(utm.source),
            medium: set(utm.medium),
            campaign: set(utm.campaign),
            ..UtmPatch::default()
        };
        CustomerPatch {
            external_id: set(external_id),
            names: Names { title: set(names.title), ..Names::default() },
            language: set(language),
            street: set(address.street),
            postcode: set(address.postcode),
            city: set(address.city),
            country: set(address.country),
            tags: Change::Set(tags),
            attributes: Change::Set(attributes),
            last_utm: utm.clone(),
            utm,
            ..CustomerPatch::default()
        }
    }

    /// The notes with what a member of elsewhere has told at the till.
    pub fn told(&self) -> CustomerPatch {
        let NewCustomer {
            names: Names { first_name, last_name, .. }, gender, email, phone, birth_date, ..
        } = self.details.clone();
        let notes = self.notes();
        CustomerPatch {
            names: Names { first_name: set(first_name), last_name: set(last_name), ..notes.names },
            gender: set(gender),
            email: set(email),
            phone: set(phone),
            born: birth_date.map_or_else(BornPatch::default, |born| BornPatch::to(*born.expose())),
            ..notes
        }
    }
}

fn set<T>(value: Option<T>) -> Change<T> {
    value.map_or(Change::Unchanged, Change::Set)
}

fn details(draw: &Draw, number: u32) -> Result<NewCustomer, SeedError> {
    let culture = draw_culture(draw);
    let woman = draw.below(2) == 0;
    let first = *draw.pick(if woman { culture.women } else { culture.men });
    let (man_s, woman_s) = *draw.pick(culture.families);
    let last = if woman { woman_s } else { man_s };
    let company = if draw.below(40) == 0 { Some(format!("{last} d.o.o.")) } else { None };
    let mut tags = Vec::new();
    for (name, one_in) in [("VIP", 12), ("Family", 6)] {
        if draw.below(one_in) == 0 {
            tags.push(label(name)?);
        }
    }
    if company.is_some() {
        tags.push(label("Wholesale")?);
    }
    let is_company = company.is_some();
    let gender = if woman { Gender::Female } else { Gender::Male };
    let gender = (draw.below(12) > 0).then_some(gender);
    Ok(NewCustomer {
        external_id: Some(label(&format!("K-{number:04}"))?),
        gender,
        names: Names {
            title: title(culture, number).map(|title| label(title).map(Personal::new)).transpose()?,
            first_name: Some(Personal::new(label(first)?)),
            last_name: Some(Personal::new(label(last)?)),
            company: company.map(|name| label(&name).map(Personal::new)).transpose()?,
            ..Names::default()
        },
        email: if draw.below(8) > 0 { Some(email(first, last, number)?) } else { None },
        phone: if draw.below(6) > 0 { Some(phone(draw, culture)?) } else { None },
        birth_date: if draw.below(5) > 0 { birth_date(draw, number) } else { None },
        language: Some(culture.language.parse::<LanguageTag>().map_err(invalid)?),
        address: address(draw, culture)?,
        tags,
        attributes: attributes(draw, number, is_company)?,
        utm: utm(draw)?,
        data_consent: Some(DataConsent { source: label("form in the shop")?, text_version: None }),
        ..NewCustomer::default()
    })
}

/// The academic title that one in thirty has, as the language writes it. It is not drawn, so that nothing that is drawn
/// changes.
fn title(culture: &Culture, number: u32) -> Option<&'static str> {
    let is_german = culture.language.starts_with("de");
    match number % 60 {
        7 => Some(if is_german { "Dr." } else { "dr" }),
        37 => Some(if is_german { "Prof. Dr." } else { "prof. dr" }),
        _ => None,
    }
}

fn draw_culture(draw: &Draw) -> &'static Culture {
    let mut drawn = draw.below(100);
    for culture in &CULTURES {
        if drawn < culture.percent {
            return culture;
        }
        drawn -= culture.percent;
    }
    &CULTURES[0]
}

fn email(first: &str, last: &str, number: u32) -> Result<Email, SeedError> {
    format!("{}.{}{number}@example.com", in_ascii(first), in_ascii(last)).parse().map_err(invalid)
}

fn phone(draw: &Draw, culture: &Culture) -> Result<Phone, SeedError> {
    let mut number = culture.phone_prefix.to_owned();
    number.push(draw.digit(1));
    for _ in 1..culture.phone_digits {
        number.push(draw.digit(0));
    }
    Phone::parse(&number, None).map_err(invalid)
}

/// Any day of any year from 1948 to 2006, so that every week of the year has birthdays.
/// Some keep the year to themselves.
fn birth_date(draw: &Draw, number: u32) -> Option<Personal<BirthDate>> {
    let first = NaiveDate::from_ymd_opt(1948, 1, 1)?;
    let days = u64::try_from(draw.below(59 * 365)).ok()?;
    let date = first.checked_add_days(chrono::Days::new(days))?;
    let is_whole = number % 15 != 7;
    let born = if is_whole { BirthDate::On(date) } else { BirthDate::Yearly(DayOfYear::of(date)) };
    Some(Personal::new(born))
}

fn address(draw: &Draw, culture: &Culture) -> Result<PostalAddress, SeedError> {
    if draw.below(7) == 0 {
        return Ok(PostalAddress::default());
    }
    let (city, postcode) = *draw.pick(culture.cities);
    let street = format!("{} {}", draw.pick(culture.streets), draw.below(120) + 1);
    Ok(PostalAddress {
        street: Some(Personal::new(label(&street)?)),
        postcode: Some(Personal::new(label(postcode)?)),
        city: Some(Personal::new(label(city)?)),
        country: Some(culture.country.parse().map_err(invalid)?),
    })
}

fn utm(draw: &Draw) -> Result<Utm, SeedError> {
    let (source, medium, campaign) = match draw.below(8) {
        0 => ("instagram", "social", "spring"),
        1 => ("google", "cpc", "brand"),
        2 => ("leaflet", "print", "opening"),
        _ => return Ok(Utm::default()),
    };
    Ok(Utm {
        source: Some(label(source)?),
        medium: Some(label(medium)?),
        campaign: Some(label(campaign)?),
        ..Utm::default()
    })
}
