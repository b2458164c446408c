//! How many decimals a currency has.

use crate::Currency;

impl Currency {
    /// How many digits of an amount in minor units stand behind the point, by ISO 4217: 2 for most currencies.
    pub fn decimals(&self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
            | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }

    /// How many minor units make one of the currency.
    pub fn minor_units_in_one(&self) -> i64 {
        10_i64.pow(self.decimals())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dinar_has_a_hundred_minor_units_a_yen_is_one_and_a_dinar_of_kuwait_has_a_thousand() {
        for (code, units) in [("RSD", 100), ("EUR", 100), ("JPY", 1), ("KWD", 1000), ("CLF", 10_000)] {
            assert_eq!(code.parse::<Currency>().unwrap().minor_units_in_one(), units, "{code}");
        }
    }
}
