mod given_up;
mod mails;
