//! Tells who is behind a hit.

use chrono::Duration;

use super::{HitKind, HitLook, HitReason, HitVerdict};

/// Nobody reads a message sooner after its sending.
const SOONEST_READER: Duration = Duration::seconds(2);
/// Proxies of mail providers fetch ahead within this time; later ones fetch because somebody reads. In a study of 836
/// bursts of clicks the image was fetched within twenty seconds of the sending by 84 of a hundred scanners.
const ARRIVAL: Duration = Duration::seconds(20);

/// Who is behind a hit, and why that is believed. `since_sending` is absent when the message was never settled as sent,
/// `at_once` tells that other links of the message were followed in the same moment.
pub fn judge_hit(
    kind: HitKind,
    look: HitLook,
    since_sending: Option<Duration>,
    at_once: bool,
) -> (HitVerdict, HitReason) {
    let within = |time: Duration| since_sending.is_some_and(|since| since < time);
    match look {
        HitLook::HeadersOnly => (HitVerdict::Machine, HitReason::HeadersOnly),
        HitLook::FetchedAhead => (HitVerdict::Machine, HitReason::FetchedAhead),
        HitLook::NoProgram => (HitVerdict::Machine, HitReason::NoProgram),
        HitLook::Robot => (HitVerdict::Machine, HitReason::Robot),
        HitLook::ProviderScan => (HitVerdict::Machine, HitReason::ProviderScan),
        _ if at_once => (HitVerdict::Machine, HitReason::SeveralLinksAtOnce),
        _ if within(SOONEST_READER) => (HitVerdict::Machine, HitReason::TooSoon),
        HitLook::ImageProxy if within(ARRIVAL) => (HitVerdict::Machine, HitReason::ProviderScan),
        HitLook::ImageProxy if kind == HitKind::Open => (HitVerdict::Human, HitReason::ReaderThroughProxy),
        HitLook::PrivacyProxy if within(ARRIVAL) => (HitVerdict::Machine, HitReason::PrivacyProxy),
        HitLook::PrivacyProxy => (HitVerdict::Unknown, HitReason::PrivacyProxy),
        HitLook::Reader => (HitVerdict::Human, HitReason::Reader),
        HitLook::ImageProxy | HitLook::Other => (HitVerdict::Unknown, HitReason::UnknownProgram),
    }
}

#[cfg(test)]
mod tests {
    use super::super::RequestSigns;
    use super::*;

    const OPEN: HitKind = HitKind::Open;
    const CLICK: HitKind = HitKind::Click { position: 1 };
    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
    const GMAIL: &str =
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    const GMAIL_AHEAD: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0";
    const APPLE: &str = "Mozilla/5.0";
    const BARE_ENGINE: &str =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const OUTLOOK: &str = "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/8.0; Microsoft Outlook 16.0.5056; ms-office; MSOffice 16)";

    fn verdict(kind: HitKind, program: Option<&str>, seconds: Option<i64>) -> HitVerdict {
        let look = HitLook::of(RequestSigns { program, ..RequestSigns::default() });
        judge_hit(kind, look, seconds.map(Duration::seconds), false).0
    }

    #[test]
    fn programs_and_times_tell_people_from_machines() {
        use HitVerdict::{Human, Machine, Unknown};
        let later = Some(3_600);
        for (kind, program, seconds, expected) in [
            (OPEN, Some(FIREFOX), later, Human),
            (CLICK, Some(FIREFOX), later, Human),
            (CLICK, Some(IPHONE), Some(3), Human),
            (OPEN, Some(OUTLOOK), later, Human),
            (OPEN, Some(FIREFOX), Some(1), Machine),
            (CLICK, Some(FIREFOX), Some(0), Machine),
            (OPEN, Some(FIREFOX), None, Human),
            (OPEN, Some(GMAIL), later, Human),
            (OPEN, Some(GMAIL), Some(5), Machine),
            (CLICK, Some(GMAIL), later, Unknown),
            (OPEN, Some(GMAIL_AHEAD), later, Machine),
            (OPEN, Some(APPLE), later, Unknown),
            (OPEN, Some(APPLE), Some(10), Machine),
            (OPEN, Some(BARE_ENGINE), later, Unknown),
            (OPEN, Some(BARE_ENGINE), Some(10), Machine),
            (CLICK, Some("curl/8.5.0"), later, Machine),
            (CLICK, Some("python-requests/2.32"), later, Machine),
            (CLICK, Some("Go-http-client/2.0"), later, Machine),
            (
                CLICK,
                Some("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
                later,
                Machine,
            ),
            (
                CLICK,
                Some("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36"),
                later,
                Machine,
            ),
            (CLICK, Some("Barracuda Sentinel (EE)"), later, Machine),
            (CLICK, None, later, Machine),
            (OPEN, Some("  "), later, Machine),
            (OPEN, Some("Toaster/1.0"), later, Unknown),
        ] {
            assert_eq!(verdict(kind, program, seconds), expected, "{kind:?} {program:?} {seconds:?}");
        }
    }

    #[test]
    fn how_it_is_fetched_outweighs_the_program() {
        let reader = RequestSigns { program: Some(FIREFOX), ..RequestSigns::default() };
        let ahead = HitLook::of(RequestSigns { fetched_ahead: true, ..reader });
        let headers = HitLook::of(RequestSigns { headers_only: true, ..reader });
        assert_eq!(judge_hit(CLICK, ahead, None, false), (HitVerdict::Machine, HitReason::FetchedAhead));
        assert_eq!(judge_hit(CLICK, headers, None, false), (HitVerdict::Machine, HitReason::HeadersOnly));
        let reader = HitLook::of(reader);
        assert_eq!(
            judge_hit(CLICK, reader, None, true),
            (HitVerdict::Machine, HitReason::SeveralLinksAtOnce)
        );
    }
}
