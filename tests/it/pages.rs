mod confirmation;
pub mod links;
mod mailbox;
mod preferences;
mod proxies;
mod registration;
mod shared_address;
mod unsubscription;
