//! Units of quantities by UN/ECE Recommendation 20.

use regulars_kernel::fold;

/// The code of a unit that people write so; `C62`, which is "one", for every other.
pub(super) fn unit_code(unit: Option<&str>) -> &'static str {
    let Some(unit) = unit else { return "C62" };
    match fold(unit).trim_end_matches('.') {
        "kom" | "komad" | "pc" | "pcs" | "piece" | "szt" | "st" | "stk" | "stuck" => "H87",
        "kg" => "KGM",
        "g" | "gr" => "GRM",
        "t" => "TNE",
        "l" | "lit" => "LTR",
        "ml" => "MLT",
        "m" => "MTR",
        "cm" => "CMT",
        "m2" => "MTK",
        "m3" => "MTQ",
        "h" | "sat" | "hour" | "godz" => "HUR",
        "day" | "dan" | "dzien" | "tag" => "DAY",
        "km" => "KMT",
        "kwh" => "KWH",
        _ => "C62",
    }
}

#[cfg(test)]
mod tests {
    use super::unit_code;

    #[test]
    fn units_have_the_codes_of_the_recommendation() {
        for (unit, code) in [
            (Some("kom"), "H87"),
            (Some("KOM."), "H87"),
            (Some("kg"), "KGM"),
            (Some("crate"), "C62"),
            (None, "C62"),
        ] {
            assert_eq!(unit_code(unit), code, "{unit:?}");
        }
    }
}
