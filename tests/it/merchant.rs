mod website;
