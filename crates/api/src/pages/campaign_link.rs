//! The campaign whose link has led somebody to a page with a form. Its parameters go with the form, so that whoever sends it is known
//! to have come by it.

use actix_web::HttpRequest;
use regulars_customers::Utm;
use regulars_kernel::Label;

use super::form_answers::line_of;
use super::page::HiddenInput;
use crate::extract::SentForm;

/// The parameters, as links and forms name them.
const NAMES: [&str; 5] = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

/// The parameters of a link in the order of their names, as they were given. One that was not is empty.
#[derive(Default)]
pub struct CampaignLink([String; 5]);

impl CampaignLink {
    /// The parameters with which a page was opened.
    pub fn of_address(request: &HttpRequest) -> Self {
        let query: SentForm = SentForm::of_query(request.query_string());
        Self::of_form(&query)
    }

    /// The parameters that have come with a form.
    pub fn of_form(sent: &SentForm) -> Self {
        Self(NAMES.map(|name| line_of(sent, name)))
    }

    /// The campaign. What cannot be a value of it is passed over: whoever follows a link has not written it.
    pub fn utm(&self) -> Utm {
        let [source, medium, campaign, term, content] =
            self.0.each_ref().map(|text| text.parse::<Label>().ok());
        Utm { source, medium, campaign, term, content }
    }

    /// What the form of the page has to send.
    pub fn inputs(&self) -> Vec<HiddenInput> {
        let given = NAMES.into_iter().zip(&self.0).filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| HiddenInput { name, value: value.clone() }).collect()
    }
}
