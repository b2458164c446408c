//! Who an accrual would meet.

/// Customers who are meant, by how they stand to the programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccrualForeseen {
    /// They are in it, and get the points.
    pub members: u64,
    /// They never were.
    pub not_member: u64,
    /// They were in it once.
    pub left: u64,
    /// What of the points would pay what members owe, as far as it is written.
    pub pays_owed: i64,
}

impl AccrualForeseen {
    /// All of them.
    pub const fn customers(self) -> u64 {
        self.members.saturating_add(self.not_member).saturating_add(self.left)
    }

    /// What all members together get, where each gets `points`.
    pub fn points(self, points: i64) -> i64 {
        let all = i128::from(self.members).saturating_mul(i128::from(points));
        i64::try_from(all).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_members_together_get_what_each_gets() {
        let foreseen = AccrualForeseen { members: 3, not_member: 7, left: 1, pays_owed: 0 };
        assert_eq!((foreseen.customers(), foreseen.points(50)), (11, 150));
        assert_eq!(foreseen.points(i64::MAX), i64::MAX);
    }
}
