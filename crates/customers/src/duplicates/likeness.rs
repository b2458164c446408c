//! How alike two records are.

use regulars_kernel::{Label, Personal, PostalAddress, fold};

use crate::{Customer, KnownAgainBy};

/// What two records have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharedSign {
    /// The merchant's own number, but for letter case and script.
    ExternalId,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
    /// Given and family name, but for letter case, accents and script.
    Name,
    /// Names of which one may be a slip of the other.
    SimilarName,
    /// The date of birth.
    BirthDate,
    /// The birthday, where one of the two has no year.
    Birthday,
    /// Street and city or postcode.
    Address,
}

/// What speaks against one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Both have a given name, and they are different ones: a family shares a mailbox.
    OtherFirstName,
    /// Both have a family name, and they are different ones.
    OtherLastName,
    /// Both have a date of birth, and they are different ones: father and son.
    OtherBirthDate,
    /// They are addressed differently.
    OtherGender,
    /// They are two members of the network. Merged, they are one customer with the cards of both.
    OtherMember,
}

/// How alike two records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// From 1 to 100. From 95 on it is certain.
    pub score: u8,
    /// What they have in common.
    pub shared: Vec<SharedSign>,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

impl Likeness {
    /// The least score of what is certain.
    pub const CERTAIN: u8 = 95;

    /// Whether they certainly are about one person.
    pub const fn is_certain(&self) -> bool {
        self.score >= Self::CERTAIN
    }
}

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Same,
    Similar,
    Unknown,
    Other,
}

/// How alike two records are, or `None` when nothing suggests that they are about one person.
///
/// Certain is whoever is known again ([`KnownAgainBy::is_known_again`]), and whoever shares a date of birth and an address
/// for messages under names of which one is a slip of the other, or both addresses under one given name, or the merchant's
/// own number. Nothing is certain of whom something speaks against.
pub fn likeness(one: &Customer, other: &Customer) -> Option<Likeness> {
    let first = compared(&one.names.first_name, &other.names.first_name);
    let last = compared(&one.names.last_name, &other.names.last_name);
    let email = one.email.is_some() && one.email == other.email;
    let phone = one.phone.is_some() && one.phone == other.phone;
    let born = same_date(one, other);
    let birthday = !born && born_alike(one, other) == Some(true);
    let number = same_number(&one.external_id, &other.external_id);
    let at_home = same_address(&one.address, &other.address);
    let same_name = first == Names::Same && last == Names::Same;
    if !(email || phone || number || (same_name && (born || birthday || at_home))) {
        return None;
    }
    let fits = |names: Names| matches!(names, Names::Same | Names::Similar);
    let similar_name = !same_name && fits(first) && fits(last);
    let doubts = doubts(one, other, first, last);
    let known_again =
        known_by(one).zip(known_by(other)).is_some_and(|(one, other)| one.is_known_again(&other));
    let certain = doubts.is_empty()
        && (known_again
            || number
            || (born && (email || phone) && fits(first) && last != Names::Other)
            || (email && phone && first == Names::Same)
            || ((email || phone) && first == Names::Same && last == Names::Similar));
    let signs = [
        (SharedSign::ExternalId, number, 45),
        (SharedSign::Email, email, 40),
        (SharedSign::Phone, phone, 35),
        (SharedSign::Name, same_name, 30),
        (SharedSign::SimilarName, similar_name, 20),
        (SharedSign::BirthDate, born, 25),
        // One in 365 namesakes has it, too.
        (SharedSign::Birthday, birthday, 15),
        (SharedSign::Address, at_home, 20),
    ];
    let shared: Vec<SharedSign> = signs.iter().filter(|sign| sign.1).map(|sign| sign.0).collect();
    let weight: i32 = signs.iter().filter(|sign| sign.1).map(|sign| sign.2).sum();
    let weight = weight - 25 * i32::try_from(doubts.len()).unwrap_or(4);
    let score = if certain {
        Likeness::CERTAIN + u8::try_from(shared.len().min(5)).unwrap_or(5)
    } else {
        u8::try_from(weight.clamp(1, i32::from(Likeness::CERTAIN) - 1)).unwrap_or(1)
    };
    Some(Likeness { score, shared, doubts })
}

/// Whether both may have been born on the same day, where something is known of both.
fn born_alike(one: &Customer, other: &Customer) -> Option<bool> {
    let (one, other) = one.birth_date.as_ref().zip(other.birth_date.as_ref())?;
    Some(one.expose().agrees_with(*other.expose()))
}

/// Whether the dates of birth are known and the same.
fn same_date(one: &Customer, other: &Customer) -> bool {
    let date = |one: &Customer| one.birth_date.as_ref().and_then(|born| born.expose().date());
    date(one).is_some() && date(one) == date(other)
}

/// What a customer is known again by. One in 365 namesakes has the same birthday, so without a year nothing is certain.
fn known_by(customer: &Customer) -> Option<KnownAgainBy> {
    let known = KnownAgainBy::of(customer)?;
    let birth_date = known.birth_date.clone().filter(|born| born.expose().date().is_some());
    Some(KnownAgainBy { birth_date, ..known })
}

fn doubts(one: &Customer, other: &Customer, first: Names, last: Names) -> Vec<Doubt> {
    let differ = |differ: bool, doubt: Doubt| differ.then_some(doubt);
    let both = |one: bool, other: bool| one && other;
    [
        differ(first == Names::Other, Doubt::OtherFirstName),
        differ(last == Names::Other, Doubt::OtherLastName),
        differ(born_alike(one, other) == Some(false), Doubt::OtherBirthDate),
        differ(
            both(one.gender.is_some(), other.gender.is_some()) && one.gender != other.gender,
            Doubt::OtherGender,
        ),
        differ(
            both(one.member.is_some(), other.member.is_some()) && one.member != other.member,
            Doubt::OtherMember,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn same_number(one: &Option<Label>, other: &Option<Label>) -> bool {
    one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| fold(one.as_str()) == fold(other.as_str()))
}

fn folded(text: &Option<Personal<Label>>) -> Option<String> {
    text.as_ref().map(|text| fold(text.expose().as_str())).filter(|text| !text.is_empty())
}

fn same_address(one: &PostalAddress, other: &PostalAddress) -> bool {
    let same = |one: &Option<Personal<Label>>, other: &Option<Personal<Label>>| {
        folded(one).zip(folded(other)).is_some_and(|(one, other)| one == other)
    };
    same(&one.street, &other.street) && (same(&one.city, &other.city) || same(&one.postcode, &other.postcode))
}

fn compared(one: &Option<Personal<Label>>, other: &Option<Personal<Label>>) -> Names {
    match (folded(one), folded(other)) {
        (Some(one), Some(other)) if one == other => Names::Same,
        (Some(one), Some(other)) if is_part(&one, &other) || is_slip(&one, &other) => Names::Similar,
        (Some(_), Some(_)) => Names::Other,
        _ => Names::Unknown,
    }
}

/// Whether each word of the shorter name is one of the longer: a second given name, a maiden name.
fn is_part(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !fewer.is_empty() && fewer.iter().all(|word| more.contains(word))
}

/// Whether one name is the other with one letter left out, added, exchanged or swapped with its neighbour. The first and
/// the last letter are the same in both: Jovan and Jovana, Aleksandar and Aleksandra are two persons.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    one.len().min(other.len()) >= 4
        && one.first() == other.first()
        && one.last() == other.last()
        && is_one_step(&one, &other)
}

fn is_one_step(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (rest, others) = (&one[same..], &other[same..]);
    match (rest, others) {
        ([], []) => false,
        ([_, left @ ..], right) if left == right => true,
        (left, [_, right @ ..]) if left == right => true,
        ([_, left @ ..], [_, right @ ..]) if left == right => true,
        ([a, b, left @ ..], [c, d, right @ ..]) => a == d && b == c && left == right,
        _ => false,
    }
}

#[cfg(test)]
#[path = "measured_tests.rs"]
mod measured;
#[cfg(test)]
#[path = "likeness_tests.rs"]
mod tests;
