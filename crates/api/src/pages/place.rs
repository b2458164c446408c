//! Where a link leads: the merchant behind it, and the language of its page.

use actix_web::{HttpRequest, HttpResponse};
use regulars_consent::{ConsentActor, LedgerAccess, SealingKeys};
use regulars_customers::{CustomerReads, MergeReads};
use regulars_identity::{IdentityReads, Merchant, MerchantFacts, MerchantMode};
use regulars_kernel::{
    Actor, CustomerId, Date, Environment, Instant, Language, MerchantCalendar, MerchantId, Scope, StoreError,
};

use super::page::{HtmlPage, not_valid};
use super::texts::Texts;
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::preferred_language;

/// Where a verified link leads.
pub struct Place {
    /// The merchant's data.
    pub scope: Scope,
    /// Time as the merchant sees it.
    pub environment: Environment,
    name: String,
    imprint: Option<String>,
    language: Language,
    mode: MerchantMode,
    calendar: MerchantCalendar,
}

impl Place {
    /// The place of a link of `merchant` whose signature has just been checked.
    pub async fn behind(application: &Application, merchant: MerchantId) -> Result<Self, ApiError> {
        tell_log_of(merchant);
        let scope = scope_of_link(merchant);
        let read = application.database.read(scope, async move |tx| {
            Ok::<_, StoreError>((tx.own_merchant().await?, tx.merchant_facts().await?))
        });
        let (merchant, facts) = read.await?;
        Ok(Self::of(application, &merchant, &facts))
    }

    /// The place of a merchant that has just been read.
    pub fn of(application: &Application, merchant: &Merchant, facts: &MerchantFacts) -> Self {
        Self {
            scope: scope_of_link(merchant.id),
            environment: application.environment.shifted(facts.clock_shift),
            name: merchant.name.as_str().to_owned(),
            imprint: merchant.imprint.as_ref().map(|imprint| imprint.as_str().to_owned()),
            language: merchant.locale.language(),
            mode: merchant.mode,
            calendar: facts.calendar,
        }
    }

    /// The same place in the language of a customer who has one, and whether the merchant has that customer.
    pub async fn of_customer(
        self,
        application: &Application,
        id: CustomerId,
    ) -> Result<(Self, bool), ApiError> {
        let read = application.database.read(self.scope, async move |tx| {
            let survivor = tx.survivors_of(&[id]).await?.remove(&id);
            tx.find_customer(survivor.unwrap_or(id)).await
        });
        let record = read.await?;
        let is_known = record.is_some();
        let own = record.and_then(|record| record.customer.language).and_then(|tag| tag.spoken());
        let language = own.unwrap_or(self.language);
        Ok((Self { language, ..self }, is_known))
    }

    /// The same place in that language.
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The day of an instant in the merchant's calendar.
    pub fn day_of(&self, at: Instant) -> Date {
        self.calendar.date_of(at)
    }

    /// The merchant's calendar.
    pub const fn calendar(&self) -> MerchantCalendar {
        self.calendar
    }

    /// The merchant's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether messages of the merchant are captured.
    pub fn is_sandbox(&self) -> bool {
        self.mode == MerchantMode::Sandbox
    }

    /// The language of its pages.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// What the pages of this place say.
    pub fn texts(&self) -> &'static Texts {
        Texts::of(self.language)
    }

    /// A page in the merchant's name.
    pub fn page(&self, heading: &'static str, paragraph: &str) -> HtmlPage {
        HtmlPage::new(self.language, heading, self.fill(paragraph))
            .of(self.name.clone(), self.imprint.clone())
    }

    /// A text with the merchant's name in it.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{merchant}", &self.name)
    }

    /// Writes of the customer on a page.
    pub fn recording<'a>(&'a self, sealing: &'a SealingKeys) -> LedgerAccess<'a> {
        LedgerAccess {
            environment: &self.environment,
            sealing,
            merchant: self.scope.merchant(),
            actor: ConsentActor::Customer,
        }
    }
}

/// Has every further line of the request tell to whose link it came.
pub fn tell_log_of(merchant: MerchantId) {
    tracing::Span::current().record("merchant", tracing::field::display(merchant));
}

/// The scope of a link of `merchant` whose signature was checked.
pub fn scope_of_link(merchant: MerchantId) -> Scope {
    #[expect(clippy::disallowed_methods, reason = "the signature of the link is its credential")]
    Scope::of_authenticated_caller(merchant, Actor::System)
}

/// The page behind a link that does not hold, in a language that the browser asks for.
pub fn nowhere(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    not_valid(preferred_language(request.headers()))
}
