//! Pages behind signed links: those for customers, in the merchant's name and the customer's language, and the mailbox of
//! a sandbox.
//!
//! A link's signature is its credential. GET and HEAD change nothing, so that a scanner may look as often as it likes;
//! only POST changes anything. Nothing on a page names the platform.

mod campaign_link;
mod card;
mod card_code;
mod card_page;
mod card_texts;
mod confirmation;
mod consent_choices;
mod evidence;
mod export_file;
mod form_answers;
mod mail_drop;
mod mailbox;
mod offer;
mod offer_page;
mod offer_texts;
mod open_image;
mod page;
mod place;
mod preferences;
mod problem;
mod registration;
mod registration_answers;
mod registration_texts;
mod short_address;
mod survey;
mod survey_texts;
mod test_message;
mod texts;
mod tracked_link;
mod unsubscription;
mod web_form;
mod web_form_answers;
mod web_form_texts;
mod web_view;

pub use place::scope_of_link;
pub use problem::problem_page;

use crate::routes::Routes;

/// Registers the pages, and with them their part of the document.
pub fn routes(routes: &mut impl Routes) {
    routes
        .service(confirmation::show_confirmation)
        .service(confirmation::confirm)
        .service(unsubscription::show_unsubscription)
        .service(unsubscription::unsubscribe)
        .service(preferences::show_preferences)
        .service(preferences::set_preferences)
        .service(survey::show_survey)
        .service(survey::answer_survey)
        .service(offer::show_offer)
        .service(offer::decide_offer)
        .service(card::show_card)
        .service(registration::show_registration)
        .service(registration::register_on_page)
        .service(web_form::show_web_form)
        .service(web_form::send_web_form)
        .service(mail_drop::deliver_mail)
        .service(mailbox::show_mailbox)
        .service(mailbox::show_captured_message)
        .service(mailbox::show_captured_html)
        .service(web_view::view_in_browser)
        .service(export_file::download_export)
        .service(tracked_link::follow_link)
        .service(open_image::fetch_open_image);
}
