//! The names of countries in the languages of the product.
//!
//! `countries.tsv` holds them as the Common Locale Data Repository of Unicode has them (Unicode License v3):
//! the code of ISO 3166-1, and a column for each language.

use regulars_kernel::Language;

const TABLE: &str = include_str!("countries.tsv");

/// The name of the country with that code, which has two letters.
pub fn country_name(code: &str, language: Language) -> Option<&'static str> {
    let mut lines = TABLE.lines();
    let column = lines.next()?.split('\t').position(|tag| tag == language.tag())?;
    let line = lines.find(|line| line.split('\t').next().is_some_and(|known| known == code))?;
    line.split('\t').nth(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_written_out_in_every_language() {
        let names = Language::ALL.map(|language| country_name("RS", language).unwrap());
        assert_eq!(names, ["Srbija", "Србија", "Serbia", "Сербия", "Serbien", "Serbia"]);
        assert_eq!(country_name("rs", Language::English), None);
        assert_eq!(country_name("code", Language::English), None);
    }

    #[test]
    fn every_line_has_a_name_in_every_language() {
        for line in TABLE.lines() {
            assert_eq!(line.split('\t').filter(|name| !name.trim().is_empty()).count(), 7, "{line}");
        }
    }
}
