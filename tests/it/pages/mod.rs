mod confirmation;
mod links;
mod mailbox;
mod preferences;
mod shared_address;
mod unsubscription;
