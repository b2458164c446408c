//! What a newsletter says about its merchant.

use regulars_identity::{BusinessAddress, Merchant, MerchantContact};
use regulars_kernel::{Label, LongText, MediaId};
use regulars_newsletters::{ImprintAddress, LinkUrl, MerchantProfile};

/// Tells where an uploaded image of a merchant is fetched.
pub type MediaAddress<'a> = dyn Fn(&Merchant, MediaId) -> String + Send + Sync + 'a;

/// The profile as newsletters show it.
pub fn merchant_profile(merchant: &Merchant, media_address: &MediaAddress<'_>) -> MerchantProfile {
    let BusinessAddress { street, postcode, city, country } = &merchant.address;
    let MerchantContact { phone, email, website } = &merchant.contact;
    let part =
        |label: &Option<Label>| label.as_ref().map_or_else(String::new, |label| label.as_str().to_owned());
    MerchantProfile {
        name: merchant.name.as_str().to_owned(),
        legal_name: line(merchant.legal_name.as_ref()),
        address: Some(ImprintAddress {
            street: part(street),
            postcode: part(postcode),
            city: part(city),
            country: country.clone().unwrap_or_default(),
        })
        .filter(|address| !address.one_line().is_empty()),
        opening_hours: lines(merchant.opening_hours.as_ref()),
        phone: phone.as_ref().map(|phone| phone.expose().to_owned()),
        email: email.as_ref().map(|email| email.expose().to_owned()),
        website: website.as_ref().and_then(|website| web_address(website.as_str())),
        imprint: lines(merchant.imprint.as_ref()),
        publisher: line(merchant.publisher.as_ref()),
        copyright: line(merchant.copyright.as_ref()),
        logo: merchant.logo_media_id.and_then(|logo| media_address(merchant, logo).parse().ok()),
    }
}

fn line(label: Option<&Label>) -> Option<String> {
    label.map(|label| label.as_str().to_owned())
}

fn lines(text: Option<&LongText>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

/// Merchants write their website with or without its scheme.
fn web_address(written: &str) -> Option<LinkUrl> {
    if written.contains("://") { written.parse().ok() } else { format!("https://{written}").parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_needs_no_scheme() {
        for (written, address) in [
            ("demo.test", Some("https://demo.test/")),
            ("http://demo.test/a", Some("http://demo.test/a")),
            ("javascript:alert(1)", None),
            ("ftp://demo.test", None),
        ] {
            assert_eq!(web_address(written).as_ref().map(LinkUrl::as_str), address, "{written}");
        }
    }
}
