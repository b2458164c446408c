//! How a customer stands to the network and to the merchant.

crate::named! {
    /// How a customer stands to the network and to the merchant.
    CustomerType {
        /// A member whom this merchant registered, who was given a card of its own, or who became its regular.
        Regular = "regular",
        /// A member who was registered elsewhere.
        Member = "member",
        /// Not a member of the network.
        NonMember = "non_member",
    }
}
