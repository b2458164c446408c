mod guesses;
mod revoke;
mod token;
