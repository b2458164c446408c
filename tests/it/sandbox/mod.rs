mod clock;
mod mailbox;
