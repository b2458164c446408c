mod list;
mod pair;
mod pairing_codes;
mod revoke;
mod update;
