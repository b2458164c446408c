//! Where a service case stands.

crate::named! {
    /// Where a case stands.
    CaseState {
        /// Nobody has begun yet.
        Open = "open",
        /// Somebody works on it.
        InProgress = "in_progress",
        /// The customer or somebody else has to say or do something first.
        Waiting = "waiting",
        /// It is done, and the customer may say otherwise.
        Resolved = "resolved",
        /// It is over.
        Closed = "closed",
    }
}

impl CaseState {
    /// Whether a case may come from this state into that one. What is being worked on moves freely and is resolved at any
    /// time; only what is resolved is closed; what is resolved or closed is opened again.
    pub const fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Open | Self::InProgress | Self::Waiting, Self::Closed) => false,
            (Self::Closed, Self::InProgress | Self::Waiting | Self::Resolved) => false,
            (
                Self::Open | Self::InProgress | Self::Waiting | Self::Resolved | Self::Closed,
                Self::Open | Self::InProgress | Self::Waiting | Self::Resolved | Self::Closed,
            ) => true,
        }
    }

    /// Whether nothing is left to be done, so that it is never overdue.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Resolved | Self::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_resolved_before_it_is_closed_and_can_be_opened_again() {
        let closable: Vec<_> =
            CaseState::ALL.iter().filter(|state| state.may_become(CaseState::Closed)).collect();
        assert_eq!(closable, [&CaseState::Resolved, &CaseState::Closed]);
        let reached: Vec<_> =
            CaseState::ALL.iter().filter(|state| CaseState::Closed.may_become(**state)).collect();
        assert_eq!(reached, [&CaseState::Open, &CaseState::Closed]);
        for state in CaseState::ALL {
            assert!(state.may_become(CaseState::Open), "{state}");
        }
    }
}
