//! What is recorded of reactions to messages.

crate::named! {
    /// What is recorded when a message is opened or a link in it is followed.
    Tracking {
        /// Nothing: content links stay as they are, and there is no open pixel.
        Off = "off",
        /// That it happened, and by how many; nobody can be named.
        Anonymous = "anonymous",
        /// Who did it, of those who consented to profiling.
        Individual = "individual",
    }
}
