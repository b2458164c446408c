mod confirmation;
mod links;
mod mailbox;
mod preferences;
mod unsubscription;
