mod confirmation;
mod links;
mod preferences;
mod unsubscription;
