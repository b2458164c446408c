//! An address in short: enough for its owner to recognise, and never whole on a page that anybody with the link can open.

/// The address with the first and the last letter of what stands before `@`. Of a phone number, the last three digits.
pub fn short_address(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else {
        let digits: Vec<char> = address.chars().collect();
        return format!("…{}", digits[digits.len().saturating_sub(3)..].iter().collect::<String>());
    };
    let letters: Vec<char> = local.chars().collect();
    match letters.as_slice() {
        [first, .., last] if letters.len() > 3 => format!("{first}…{last}@{domain}"),
        [first, ..] if letters.len() > 1 => format!("{first}…@{domain}"),
        _ => format!("…@{domain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::short_address;

    #[test]
    fn an_address_is_recognised_and_never_whole() {
        for (address, short) in [
            ("jovana@example.com", "j…a@example.com"),
            ("anna@example.com", "a…a@example.com"),
            ("ana@example.com", "a…@example.com"),
            ("an@example.com", "a…@example.com"),
            ("a@example.com", "…@example.com"),
            ("\"a@b\"@example.com", "\"…\"@example.com"),
            ("živko@primer.rs", "ž…o@primer.rs"),
            ("+381641234567", "…567"),
            ("12", "…12"),
        ] {
            assert_eq!(short_address(address), short);
        }
    }
}
