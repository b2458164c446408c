mod confirmation;
pub mod links;
mod mailbox;
mod preferences;
mod proxies;
mod unsubscription;
