//! `Accept-Encoding`: how the client would have an answer packed (RFC 9110, section 12.5.3).

use actix_web::http::header::{self, HeaderMap};

use super::Encoding;

/// The encoding that the client likes best of those that there are; none when it wants the body as it is.
pub fn best_accepted(headers: &HeaderMap) -> Option<Encoding> {
    let written: Vec<&str> =
        headers.get_all(header::ACCEPT_ENCODING).filter_map(|value| value.to_str().ok()).collect();
    let accepted: Vec<(&str, f32)> =
        written.iter().flat_map(|value| value.split(',')).filter_map(accepted).collect();
    let weight = |name: &str| {
        accepted.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, weight)| *weight)
    };
    let mut best = None;
    for encoding in Encoding::ALL {
        let weight = weight(encoding.name()).or_else(|| weight("*")).unwrap_or(0.0);
        if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
            best = Some((encoding, weight));
        }
    }
    best.map(|(encoding, _)| encoding)
}

/// One name and its weight.
fn accepted(item: &str) -> Option<(&str, f32)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some((name, weight.map_or(Some(1.0), |weight| weight.parse().ok())?))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_client_chooses_and_what_it_leaves_open_is_the_tightest() {
        for (accepted, best) in [
            ("gzip, deflate, br, zstd", Some(Encoding::Brotli)),
            ("gzip", Some(Encoding::Gzip)),
            ("GZIP;q=1.0, br;q=0.5", Some(Encoding::Gzip)),
            ("br;q=0, gzip;q=0.1", Some(Encoding::Gzip)),
            ("*", Some(Encoding::Brotli)),
            ("br;q=0, *", Some(Encoding::Gzip)),
            ("identity", None),
            ("*;q=0", None),
            ("gzip;q=0", None),
            ("gzip;q=much", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(accepted).unwrap());
            assert_eq!(best_accepted(&headers), best, "{accepted}");
        }
        assert_eq!(best_accepted(&HeaderMap::new()), None);
    }
}
