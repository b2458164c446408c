mod mails;
