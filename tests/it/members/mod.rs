mod enroll;
mod register;
