//! `/mailbox/{token}`: the messages that a sandbox captured instead of sending them.
//!
//! For whoever tries the program out. What a message holds was written by others: the pages escape it, and its HTML is
//! served apart, so that it is shown in a frame that runs no scripts.

mod html;
mod list;
mod message;
mod view;

use regulars_consent::{Link, LinkToken};
use regulars_kernel::CapturedMessageId;
use regulars_newsletters::{KeptMessage, SandboxReads};
use uuid::Uuid;

pub use self::html::show_captured_html;
pub use self::list::show_mailbox;
pub use self::message::show_captured_message;
use super::place::Place;
use crate::application::Application;
use crate::error::ApiError;

/// The sandbox that a token opens. A live merchant has no mailbox.
async fn look(application: &Application, token: &str) -> Result<Option<Place>, ApiError> {
    let Some(LinkToken { merchant, link: Link::Mailbox }) = LinkToken::verify(&application.links, token)
    else {
        return Ok(None);
    };
    let place = Place::behind(application, merchant).await?;
    Ok(place.is_sandbox().then_some(place))
}

/// A message of the sandbox that a token opens.
async fn look_at_message(
    application: &Application,
    token: &str,
    id: &str,
) -> Result<Option<(Place, KeptMessage)>, ApiError> {
    let (Ok(id), Some(place)) = (id.parse::<Uuid>(), look(application, token).await?) else {
        return Ok(None);
    };
    let id = CapturedMessageId::new(id);
    let read = application.database.read(place.scope, async move |tx| tx.find_kept_message(id).await);
    let message: Option<KeptMessage> = read.await?;
    Ok(message.map(|message| (place, message)))
}
