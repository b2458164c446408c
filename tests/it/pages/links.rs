//! Links as messages carry them, made by the domain's own functions.

use regulars_api::Secrets;
use regulars_consent::{
    ConfirmationId, ConfirmationPurpose, ConfirmationToken, ContactAddress, Link, LinkKeys, LinkToken,
    NewConfirmation, issue_confirmation,
};
use regulars_kernel::{Actor, Channel, CustomerId, Environment, MerchantId, Scope, StoreError, SystemRandom};
use regulars_server::open_database;
use regulars_tests::{Merchant, Program};
use secrecy::ExposeSecret;

/// The keys of the program.
pub fn keys(program: &Program) -> LinkKeys {
    let file = program.database.settings().secret_file;
    Secrets::parse(&std::fs::read_to_string(file).unwrap()).unwrap().link_keys()
}

fn ids(merchant: &Merchant, customer: &str) -> (MerchantId, CustomerId) {
    (merchant.id.parse().unwrap(), customer.rsplit('/').next().unwrap().parse().unwrap())
}

/// The path of a link that opts an e-mail address in.
#[expect(clippy::disallowed_methods, reason = "the test is the caller")]
pub async fn opt_in(program: &Program, merchant: &Merchant, customer: &str, email: &str) -> String {
    let (merchant, customer) = ids(merchant, customer);
    let environment = Environment::new(program.clock.clone(), std::sync::Arc::new(SystemRandom));
    let (keys, address) = (keys(program), ContactAddress::of_email(&email.parse().unwrap()));
    let new = NewConfirmation {
        purpose: ConfirmationPurpose::OptIn,
        customer,
        channel: Channel::Email,
        address,
        text: None,
    };
    let database = open_database(&program.database.settings()).await.unwrap();
    let issued = database.write(Scope::of_authenticated_caller(merchant, Actor::System), move |tx| {
        Box::pin(async move {
            let issued = issue_confirmation(tx, &environment, &keys, merchant, new).await?;
            Ok::<_, StoreError>(issued.token.reveal().expose_secret().to_owned())
        })
    });
    format!("/c/{}", issued.await.unwrap())
}

/// The path of a link that is signed for a merchant and that nobody was sent.
pub fn never_issued(program: &Program, merchant: &Merchant) -> String {
    let id = ConfirmationId(Environment::system().new_id());
    let token = ConfirmationToken::derive(&keys(program), merchant.id.parse().unwrap(), id).next().unwrap();
    format!("/c/{}", token.reveal().expose_secret())
}

/// The path of a link that ends advertising by e-mail.
pub fn unsubscription(keys: &LinkKeys, merchant: &Merchant, customer: &str) -> String {
    let (merchant, customer) = ids(merchant, customer);
    let link = Link::Unsubscribe { customer, channel: Channel::Email, newsletter: None };
    format!("/u/{}", LinkToken { merchant, link }.sign(keys))
}

/// The path of a link to the preferences that was sent to an address.
pub fn preferences(keys: &LinkKeys, merchant: &Merchant, customer: &str, email: &str) -> String {
    let (merchant, customer) = ids(merchant, customer);
    let address = keys.address_tag(merchant, &ContactAddress::of_email(&email.parse().unwrap()));
    let link = Link::Preferences { customer, address, newsletter: None };
    format!("/p/{}", LinkToken { merchant, link }.sign(keys))
}

/// The path of a link to the preferences in a newsletter, whose path is given.
pub fn preferences_in(
    keys: &LinkKeys,
    merchant: &Merchant,
    customer: &str,
    email: &str,
    newsletter: &str,
) -> String {
    let newsletter = newsletter.rsplit('/').next().unwrap().parse().ok();
    let (merchant, customer) = ids(merchant, customer);
    let address = keys.address_tag(merchant, &ContactAddress::of_email(&email.parse().unwrap()));
    let link = Link::Preferences { customer, address, newsletter };
    format!("/p/{}", LinkToken { merchant, link }.sign(keys))
}

/// The path of a link to a version of an offer, whose path is given.
pub fn offer(keys: &LinkKeys, merchant: &Merchant, offer: &str, version: u32) -> String {
    let offer = offer.rsplit('/').next().unwrap().parse().unwrap();
    let link = Link::Offer { offer, version };
    format!("/a/{}", LinkToken { merchant: merchant.id.parse().unwrap(), link }.sign(keys))
}

/// The path of a merchant's mailbox.
pub fn mailbox(keys: &LinkKeys, merchant: &Merchant) -> String {
    let link = Link::Mailbox;
    format!("/mailbox/{}", LinkToken { merchant: merchant.id.parse().unwrap(), link }.sign(keys))
}
