//! Reads what the page with a customer's card shows.

use regulars_identity::{CardCode, Merchant, MerchantFacts};
use regulars_kernel::{CardLinkId, CustomerId, Instant, KnownNames, Language, StoreError};
use regulars_loyalty::{OpenAccount, PersonalCampaign, ProgrammeState, tiers_of_members};
use regulars_network::Card;

use super::card_to_show::card_of;
use super::shown_points::{ShownPoints, shown_points};
use super::store::CardPageReads;
use crate::coupons::offers_for_customer::offers_for_customer;
use crate::sales::print_tiers::print_tiers;
use crate::sales::tier_of_buyer::TierOfSale;

/// The most programmes that are shown, those first into which the customer came first.
const MOST_PROGRAMMES: u16 = 20;

/// What the page shows.
pub struct CardPageView {
    /// In which language: the customer's where the program speaks it, else the merchant's.
    pub language: Language,
    /// The first name with the initial of the last one.
    pub holder: Option<String>,
    /// How the number is drawn.
    pub code: CardCode,
    /// The card; none where the customer has none by now.
    pub card: Option<Card>,
    /// The programmes in which the customer is.
    pub programmes: Vec<ShownProgramme>,
    /// Coupons that are for the customer.
    pub offers: Vec<PersonalCampaign>,
}

/// What a customer has in a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownProgramme {
    /// What the programme is called.
    pub name: String,
    /// In which tier the customer is, and what is missing for the next one.
    pub tiers: Vec<String>,
    /// The points.
    pub points: Vec<ShownPoints>,
}

/// What a link shows as of now. None where it leads nowhere: there was never such a link, it was revoked, or the customer is gone.
pub async fn read_card_page(
    store: &mut dyn CardPageReads,
    (merchant, facts): (&Merchant, &MerchantFacts),
    link: CardLinkId,
    now: Instant,
) -> Result<Option<CardPageView>, StoreError> {
    // The link of somebody who was merged is the survivor's.
    let link = store.find_card_link(link).await?.filter(regulars_customers::CardLink::holds);
    let Some(link) = link else { return Ok(None) };
    let Some(record) = store.find_customer(link.customer).await? else { return Ok(None) };
    let card = card_of(store, &record, merchant.id).await?;
    let customer = record.customer;
    let spoken = customer.language.as_ref().and_then(regulars_kernel::LanguageTag::spoken);
    let language = spoken.unwrap_or_else(|| merchant.locale.language());
    Ok(Some(CardPageView {
        language,
        holder: holder(&customer.names),
        code: store.card_page().await?.code,
        card,
        programmes: programmes(store, facts, customer.id, language, now).await?,
        offers: offers_for_customer(store, customer.id, &facts.calendar, now).await?,
    }))
}

async fn programmes(
    store: &mut dyn CardPageReads,
    facts: &MerchantFacts,
    customer: CustomerId,
    language: Language,
    now: Instant,
) -> Result<Vec<ShownProgramme>, StoreError> {
    let found = store.programmes_of_member(customer, MOST_PROGRAMMES).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = store.point_accounts_of(customer).await?;
    let accounts: Vec<_> = accounts.into_iter().map(|found| OpenAccount::settled(found, now)).collect();
    let mut shown = Vec::new();
    for (programme, membership) in found {
        if !matches!(programme.state, ProgrammeState::Active | ProgrammeState::Paused) {
            continue;
        }
        let points = shown_points(&programme, &accounts, &facts.calendar, language);
        let name = programme.name.as_str().to_owned();
        let reckoned = match &programme.configuration.tiers {
            Some(scheme) => {
                let members = [membership];
                tiers_of_members(store, &programme, scheme, &members, &facts.calendar, now).await?.pop()
            }
            None => None,
        };
        let tiers: Vec<TierOfSale> =
            reckoned.map(|reckoned| TierOfSale { programme, reckoned }).into_iter().collect();
        shown.push(ShownProgramme { name, tiers: print_tiers(&tiers, facts.currency, language), points });
    }
    Ok(shown)
}

/// As much of a name as its owner recognises.
fn holder(names: &KnownNames) -> Option<String> {
    let first = names.first_name.as_ref().map(|name| name.expose().as_str());
    let last = names.last_name.as_ref().map(|name| name.expose().as_str());
    match (first, last) {
        (Some(first), Some(last)) => {
            let initial: String = last.chars().take(1).collect();
            Some(format!("{first} {initial}."))
        }
        (first, last) => first.or(last).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::Personal;

    use super::*;

    #[test]
    fn of_a_name_no_more_is_shown_than_its_owner_recognises() {
        let named = |name: &str| (!name.is_empty()).then(|| Personal::new(name.parse().unwrap()));
        for (first, last, shown) in [
            ("Ana", "Ilić", Some("Ana I.")),
            ("Ana", "Živković", Some("Ana Ž.")),
            ("Ana", "", Some("Ana")),
            ("", "Ilić", Some("Ilić")),
            ("", "", None),
        ] {
            let names =
                KnownNames { first_name: named(first), last_name: named(last), ..KnownNames::default() };
            assert_eq!(holder(&names).as_deref(), shown);
        }
    }
}
