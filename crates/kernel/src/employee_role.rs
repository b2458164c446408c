//! What a customer does at a company.

crate::named! {
    /// What a customer does at a company, as far as it matters to who sells to it.
    EmployeeRole {
        /// Orders and buys.
        Buyer = "buyer",
        /// Decides what is bought and on which terms.
        DecisionMaker = "decision_maker",
        /// Gets invoices and pays them.
        Accounting = "accounting",
        /// Something else.
        Other = "other",
    }
}
