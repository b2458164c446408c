//! Currencies.

use std::fmt;
use std::str::FromStr;

/// An active currency of ISO 4217, by its code of three upper-case letters. Precious metals, funds and codes that are set
/// aside for tests are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// The text is not a currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be the code of an active currency (ISO 4217) such as RSD or EUR")]
pub struct InvalidCurrency;

/// The active currencies of ISO 4217, list one, as of 2026, by their number of decimals.
const WITHOUT_DECIMALS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const WITH_TWO_DECIMALS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY \
    COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
    IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR \
    MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG \
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES \
    WST XCD XCG YER ZAR ZMW ZWG";
const WITH_THREE_DECIMALS: &str = "BHD IQD JOD KWD LYD OMR TND";

impl Currency {
    /// The code, such as `RSD`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals an amount has in major units: an amount in minor units is that power of ten as large.
    pub fn decimals(&self) -> u32 {
        decimals(self.code()).unwrap_or(2)
    }

    /// How many minor units make one of the currency.
    pub fn minor_units_in_one(&self) -> i64 {
        10_i64.pow(self.decimals())
    }

    /// Takes a code that a store holds, which may have been active once.
    pub fn from_stored(text: &str) -> Result<Self, InvalidCurrency> {
        let code: [u8; 3] = text.as_bytes().try_into().or(Err(InvalidCurrency))?;
        if code.iter().all(u8::is_ascii_uppercase) { Ok(Self(code)) } else { Err(InvalidCurrency) }
    }
}

/// The decimals of an active currency.
fn decimals(code: &str) -> Option<u32> {
    [(WITH_TWO_DECIMALS, 2), (WITHOUT_DECIMALS, 0), (WITH_THREE_DECIMALS, 3)]
        .into_iter()
        .find(|(codes, _)| codes.split(' ').any(|active| active == code))
        .map(|(_, decimals)| decimals)
}

impl FromStr for Currency {
    type Err = InvalidCurrency;

    fn from_str(text: &str) -> Result<Self, InvalidCurrency> {
        decimals(text).ok_or(InvalidCurrency)?;
        Self::from_stored(text)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_currencies_are_taken_with_their_decimals() {
        for (code, decimals) in [("RSD", 2), ("EUR", 2), ("PLN", 2), ("RUB", 2), ("JPY", 0), ("KWD", 3)] {
            let currency: Currency = code.parse().unwrap();
            assert_eq!((currency.code(), currency.decimals()), (code, decimals));
            assert_eq!(currency.minor_units_in_one(), 10_i64.pow(decimals));
        }
    }

    #[test]
    fn what_is_no_active_currency_is_refused_and_a_stored_one_is_still_read() {
        for text in
            ["BTC", "XAU", "XXX", "XTS", "HRK", "DEM", "YUM", "rsd", "RS", "RSDX", "", "RSD EUR", " RS"]
        {
            assert_eq!(text.parse::<Currency>(), Err(InvalidCurrency), "{text:?}");
        }
        assert_eq!(Currency::from_stored("HRK").unwrap().code(), "HRK");
    }
}
