//! What a person is called.

use std::convert::Infallible;

use crate::{Label, Personal};

/// The names of a person, with what is known of each: the name itself, a change of it, a column.
///
/// Who adds a name adds it here, to its three kinds of bodies, to its row in the store, and where it has a meaning of its
/// own; everything in between takes the names as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names<T> {
    /// The academic title, such as "Dr."
    pub title: T,
    /// The given name.
    pub first_name: T,
    /// The family name.
    pub last_name: T,
    /// The vocative of the family name, where the rule of the language would get it wrong.
    pub vocative: T,
    /// The company.
    pub company: T,
}

/// The names that are known of a person.
pub type KnownNames = Names<Option<Personal<Label>>>;

impl<T> Names<T> {
    /// Makes something else of each, which is told with the name of the field on the wire.
    pub fn map<U>(self, mut each: impl FnMut(&'static str, T) -> U) -> Names<U> {
        let Ok(names) = self.try_map(|name, value| Ok::<_, Infallible>(each(name, value)));
        names
    }

    /// As [`Self::map`], as far as the first error.
    pub fn try_map<U, E>(self, mut each: impl FnMut(&'static str, T) -> Result<U, E>) -> Result<Names<U>, E> {
        Ok(Names {
            title: each("title", self.title)?,
            first_name: each("first_name", self.first_name)?,
            last_name: each("last_name", self.last_name)?,
            vocative: each("vocative", self.vocative)?,
            company: each("company", self.company)?,
        })
    }

    /// The same names, borrowed.
    pub const fn as_ref(&self) -> Names<&T> {
        Names {
            title: &self.title,
            first_name: &self.first_name,
            last_name: &self.last_name,
            vocative: &self.vocative,
            company: &self.company,
        }
    }

    /// Each beside that of another.
    pub fn zip<U>(self, other: Names<U>) -> Names<(T, U)> {
        Names {
            title: (self.title, other.title),
            first_name: (self.first_name, other.first_name),
            last_name: (self.last_name, other.last_name),
            vocative: (self.vocative, other.vocative),
            company: (self.company, other.company),
        }
    }
}

impl KnownNames {
    /// The texts that somebody is looked for by: given and family name in both orders, and each of the others.
    pub fn sought(&self) -> Vec<String> {
        let text =
            |name: &Option<Personal<Label>>| name.as_ref().map(|name| name.expose().as_str().to_owned());
        let Names { title, first_name, last_name, vocative, company } =
            self.as_ref().map(|_, name| text(name));
        let person = match (first_name, last_name) {
            (Some(first), Some(last)) => Some(format!("{first} {last} {first}")),
            (one, other) => one.or(other),
        };
        [person, title, vocative, company].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_place() {
        let names = Names::<()>::default().map(|name, ()| name);
        let Names { title, first_name, last_name, vocative, company } = &names;
        assert_eq!(
            [*title, *first_name, *last_name, *vocative, *company],
            ["title", "first_name", "last_name", "vocative", "company"]
        );
        names.clone().zip(names).map(|name, (one, other)| assert_eq!((one, other), (name, name)));
    }

    #[test]
    fn people_are_sought_by_every_name_and_in_both_orders() {
        let label = |text: &str| Some(Personal::new(text.parse().unwrap()));
        let ana = Names { first_name: label("Ana"), last_name: label("Jović"), ..Names::default() };
        assert_eq!(ana.sought(), ["Ana Jović Ana"]);
        let every = ana.as_ref().map(|name, _| label(name));
        assert_eq!(every.sought(), ["first_name last_name first_name", "title", "vocative", "company"]);
        assert_eq!(KnownNames::default().sought(), Vec::<String>::new());
    }
}
