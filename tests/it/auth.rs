mod client_credentials;
mod guesses;
mod revoke;
mod token;
