//! How many carts are abandoned, and what comes of them.

/// Some carts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CartSum {
    /// How many.
    pub count: i64,
    /// What they come to, in minor units.
    pub total: i64,
}

/// Carts that were abandoned in a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CartFigures {
    /// All of them.
    pub abandoned: CartSum,
    /// Those of which a purchase came by now, with what was in the carts.
    pub recovered: CartSum,
}

impl CartFigures {
    /// The share of carts that were recovered. None where none was abandoned.
    #[expect(clippy::cast_precision_loss, reason = "a share is shown, and nothing is counted with it")]
    pub fn rate(&self) -> Option<f64> {
        (self.abandoned.count > 0).then(|| self.recovered.count as f64 / self.abandoned.count as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_carts_there_is_no_rate() {
        assert_eq!(CartFigures::default().rate(), None);
        let some = |count| CartSum { count, total: 100 * count };
        assert_eq!(CartFigures { abandoned: some(4), recovered: some(1) }.rate(), Some(0.25));
    }
}
