//! The footer that every newsletter ends with: who sends it, and how to stop it. It is part of every message by
//! construction; no content and no template can leave it out.

use crate::compose::links::RecipientLinks;
use crate::compose::merchant_profile::MerchantProfile;
use crate::compose::merge::Source;
use crate::compose::wording::Wording;
use crate::templates::Theme;

/// The lines about the merchant, each with an optional label.
fn lines(merchant: &MerchantProfile, wording: &Wording) -> Vec<(Option<&'static str>, String)> {
    let mut lines = Vec::new();
    let mut add = |label: Option<&'static str>, text: Option<&str>| {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            lines.push((label, text.to_owned()));
        }
    };
    add(None, merchant.address.as_ref().map(|address| address.one_line()).as_deref());
    add(Some(wording.opening_hours), merchant.opening_hours.as_deref());
    add(Some(wording.publisher), merchant.publisher.as_deref());
    add(Some(wording.imprint), merchant.imprint.as_deref());
    lines
}

/// The name on the first line: the registered one, where it says more.
fn name(merchant: &MerchantProfile) -> &str {
    merchant.legal_name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&merchant.name)
}

fn copyright(merchant: &MerchantProfile) -> String {
    match merchant.copyright.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) if text.contains('©') => text.to_owned(),
        Some(text) => format!("© {text}"),
        None => format!("© {}", name(merchant)),
    }
}

const fn links(wording: &Wording) -> [(&'static str, &'static str); 3] {
    [
        (wording.unsubscribe, RecipientLinks::UNSUBSCRIBE),
        (wording.preferences, RecipientLinks::PREFERENCES),
        (wording.view_in_browser, RecipientLinks::VIEW_IN_BROWSER),
    ]
}

/// The lines about the merchant as HTML.
pub(crate) fn merchant_html(merchant: &MerchantProfile, wording: &Wording, theme: &Theme) -> Source {
    let mut source = Source::default();
    source.literal("<strong>");
    source.literal_html(name(merchant));
    source.literal("</strong>");
    for (label, text) in lines(merchant, wording) {
        source.literal("<br>");
        if let Some(label) = label {
            source.literal_html(label);
            source.literal(": ");
        }
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                source.literal("<br>");
            }
            source.literal_html(line);
        }
    }
    let mut contacts: Vec<(String, &str)> = Vec::new();
    if let Some(phone) = merchant.phone.as_deref() {
        contacts.push((
            format!("tel:{}", phone.replace(|letter: char| !letter.is_ascii_digit() && letter != '+', "")),
            phone,
        ));
    }
    if let Some(email) = merchant.email.as_deref() {
        contacts.push((format!("mailto:{email}"), email));
    }
    if let Some(website) = &merchant.website {
        contacts.push((website.as_str().to_owned(), shown_website(website.as_str())));
    }
    for (index, (address, shown)) in contacts.iter().enumerate() {
        if index == 0 {
            source.literal("<br>");
            source.literal_html(wording.contact);
            source.literal(": ");
        } else {
            source.literal(" &middot; ");
        }
        source.literal("<a href=\"");
        source.literal_html(address);
        source.literal(&format!("\" style=\"color:{};text-decoration:underline\">", theme.muted_color()));
        source.literal_html(shown);
        source.literal("</a>");
    }
    source.literal("<br>");
    source.literal_html(&copyright(merchant));
    source
}

/// Why the recipient gets this, and the links that stop it, as HTML.
pub(crate) fn links_html(merchant: &MerchantProfile, wording: &Wording, theme: &Theme) -> Source {
    let mut source = Source::default();
    source.literal_html(wording.reason);
    source.literal(" ");
    source.literal_html(&merchant.name);
    source.literal(".<br>");
    for (index, (label, address)) in links(wording).iter().enumerate() {
        if index > 0 {
            source.literal(" &middot; ");
        }
        source.literal("<a href=\"");
        source.tag(address);
        source.literal(&format!("\" style=\"color:{};text-decoration:underline\">", theme.muted_color()));
        source.literal_html(label);
        source.literal("</a>");
    }
    source
}

/// The whole footer as plain text.
pub(crate) fn text(merchant: &MerchantProfile, wording: &Wording) -> Source {
    let mut source = Source::default();
    source.literal("-- \n");
    source.literal(name(merchant));
    for (label, text) in lines(merchant, wording) {
        source.literal("\n");
        if let Some(label) = label {
            source.literal(&format!("{label}: "));
        }
        source.literal(&text);
    }
    let website = merchant.website.as_ref().map(|url| shown_website(url.as_str()));
    for (label, value) in [
        (Some(wording.phone), merchant.phone.as_deref()),
        (Some(wording.email), merchant.email.as_deref()),
        (None, website),
    ] {
        if let Some(value) = value {
            source.literal("\n");
            if let Some(label) = label {
                source.literal(&format!("{label}: "));
            }
            source.literal(value);
        }
    }
    source.literal(&format!("\n{}\n\n{} {}.", copyright(merchant), wording.reason, merchant.name));
    for (label, address) in links(wording) {
        source.literal(&format!("\n{label}: "));
        source.tag(address);
    }
    source.literal("\n");
    source
}

fn shown_website(url: &str) -> &str {
    url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}
