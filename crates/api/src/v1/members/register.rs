//! `POST /v1/members`.

use actix_web::{post, web};
use regulars_consent::LedgerAccess;
use regulars_customers::Utm;
use regulars_flows::{
    NewMember, NewRegistration, ProgrammeToJoin, mail_card, register_into_programmes as register,
};
use regulars_kernel::{Gender, Label, Personal, Phone, ProgrammeId};
use regulars_network::NewCard;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::cards::body::CardFormBody;
use crate::v1::consents::new_body::{NewConsentBody, check_all};
use crate::v1::customers::person::{GenderBody, check_born};
use crate::v1::members::body::RegisteredMemberBody;

/// A person to be registered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "first_name": "Nemanja", "last_name": "Ilić", "email": "nemanja.ilic@example.com", "phone": "063 555 1234",
    "birth_date": "1985-11-30", "gender": "male",
    "consents": [{"purpose": "advertising", "channel": "email", "state": "granted", "source": "terminal"}]
}))]
pub struct NewMemberBody {
    /// The given name.
    #[schema(min_length = 1, max_length = 200)]
    first_name: String,
    /// The family name.
    #[schema(min_length = 1, max_length = 200)]
    last_name: String,
    /// The e-mail address.
    #[schema(max_length = 254, format = "email")]
    email: Option<String>,
    /// The phone number in any written form. Without a country code it is one of the merchant's country.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// The date of birth, from 1900 to today.
    #[schema(format = "date")]
    birth_date: Option<String>,
    /// The birthday, `--MM-DD`, of who keeps the year to themselves. Beside `birth_date` it must be that day.
    #[schema(max_length = 7, pattern = "^--[0-9]{2}-[0-9]{2}$")]
    birthday: Option<String>,
    /// How the person is addressed.
    gender: Option<GenderBody>,
    /// The number of the card that is handed over: 4 to 32 letters and digits. A number is issued when it is left out.
    #[schema(min_length = 4, max_length = 64)]
    card_number: Option<String>,
    /// How the card is issued. Without it, `plastic` with a number and `virtual` without one.
    card_form: Option<CardFormBody>,
    /// Register the person although one of your customers has the same name and the same date of birth, e-mail address or
    /// phone number.
    #[serde(default)]
    allow_duplicate: bool,
    /// What the person consents to, in the order in which it is recorded.
    #[serde(default)]
    #[schema(max_items = 20)]
    consents: Vec<NewConsentBody>,
    /// The code of the member who has invited the person: letters and digits in any case, with or without spaces and dashes. It stands
    /// in `source.referral_id` of the customer.
    #[schema(min_length = 1, max_length = 40)]
    referral_code: Option<String>,
    /// Programmes that the person joins at once, beside those into which people come by themselves as they are registered.
    #[serde(default)]
    #[schema(max_items = 20)]
    programmes: Vec<ProgrammeToJoinBody>,
}

/// A programme that a person joins as they are registered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeToJoinBody {
    /// The programme, which is active.
    programme_id: Uuid,
    /// The version of its terms that the person accepts. Needed where the programme says so.
    #[schema(min_length = 1, max_length = 200)]
    terms_version: Option<String>,
}

impl NewMemberBody {
    fn check(self, country: Option<&str>) -> Result<NewRegistration, ApiError> {
        let mut invalid = Invalid::default();
        let referral_code = invalid.parse_option("/referral_code", self.referral_code);
        let programmes = programmes_to_join(self.programmes, &mut invalid);
        let first_name = invalid.check("/first_name", self.first_name.parse::<Label>());
        let last_name = invalid.check("/last_name", self.last_name.parse::<Label>());
        let email = invalid.parse_option("/email", self.email);
        let phone = invalid.check_option("/phone", self.phone.map(|phone| Phone::parse(&phone, country)));
        let birth_date = check_born(self.birth_date, self.birthday, &mut invalid);
        let card_number = invalid.parse_option("/card_number", self.card_number);
        let (phone, gender) = (phone.flatten(), self.gender.map(Gender::from));
        let member =
            invalid.finish_with(first_name.zip(last_name).map(|(first_name, last_name)| NewMember {
                first_name: Personal::new(first_name),
                last_name: Personal::new(last_name),
                gender,
                email,
                phone,
                birth_date,
                card: NewCard { number: card_number, form: self.card_form.map(Into::into) },
                language: None,
                utm: Utm::default(),
                referral_id: None,
                created_by: None,
                allow_duplicate: self.allow_duplicate,
            }))?;
        Ok(NewRegistration { member, consents: check_all(self.consents)?, referral_code, programmes })
    }
}

fn programmes_to_join(bodies: Vec<ProgrammeToJoinBody>, invalid: &mut Invalid) -> Vec<ProgrammeToJoin> {
    let bodies = bodies.into_iter().enumerate();
    let programmes = bodies.map(|(index, body)| ProgrammeToJoin {
        programme: ProgrammeId::new(body.programme_id),
        accepted: invalid.parse_option(&format!("/programmes/{index}/terms_version"), body.terms_version),
    });
    programmes.collect()
}

/// Register a member.
///
/// The person becomes a member of the network, gets a card that is good at every merchant, and is this merchant's
/// regular. Send the number of the card that you hand over, or leave it out and print the one in the answer. Somebody who
/// has the name and the date of birth, the e-mail address or the phone number of one of your own customers is
/// `probably_registered`: the problem says who (`customer_id`). Where `PUT /v1/merchant/card-page` has switched it on, the person gets a
/// mail with the link to the card.
///
/// With `referral_code` the person is referred by the member whose code it is, for ever: where both get points for it, they are paid
/// once the person has bought enough. A code that nobody has is not valid; who may not use it is told by `reason`: nobody refers
/// themselves (`self_referral`: the same e-mail address, phone number or card), or somebody who is a customer already
/// (`already_registered`), and a code does not hold for ever (`referral_closed`). Without the code the person can be registered all
/// the same. A programme that cannot be joined registers nobody: `reason` says what is missing, as at
/// `POST /v1/programmes/{id}/members`.
#[utoipa::path(tag = "Members and cards", request_body = NewMemberBody, responses(
    (status = 201, description = "Registered", body = RegisteredMemberBody),
    (status = 409, description = "There is a card with that number already, the person is probably registered, the referral code may \
        not be used, or a programme cannot be joined"),
))]
#[post("/v1/members")]
pub async fn register_member(
    caller: Caller<access::register_member>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewMemberBody>,
) -> Result<Created<RegisteredMemberBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let facts = caller.facts().clone();
    let new = body.value.check(facts.country.as_deref())?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (sealing, terms) = (application.sealing.clone(), application.sending_terms());
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (merchant, actor) = (scope.merchant(), scope.actor().into());
            let recording = LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
            let registered = register(tx, recording, &facts.calendar, scope, new).await?;
            mail_card(tx, &environment, terms, registered.customer.customer.id).await?;
            let body = RegisteredMemberBody::new(registered, &facts, environment.now());
            Created::at(body.location(), &body)
        })
    })
    .await
}
