mod enroll;
mod register;
mod two_networks;
