//! What a request for a tracked link or for the invisible image looks like. It is told apart as the request arrives, so
//! that neither the address nor the name of the program is kept.

/// What is looked at of a request.
#[derive(Clone, Copy, Debug, Default)]
pub struct RequestSigns<'a> {
    /// Whether only the headers are asked for.
    pub headers_only: bool,
    /// Whether a header says that this is fetched ahead of its use (`Sec-Purpose`, `Purpose`, `X-Purpose`, `X-Moz`).
    pub fetched_ahead: bool,
    /// The `User-Agent`.
    pub program: Option<&'a str>,
}

/// The kind of program that a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitLook {
    /// Only the headers are asked for.
    HeadersOnly,
    /// It is fetched ahead of its use.
    FetchedAhead,
    /// No program is named.
    NoProgram,
    /// A robot or a library.
    Robot,
    /// A mail provider that looks into messages as they arrive.
    ProviderScan,
    /// A proxy that fetches images when a message is read, and sometimes as it arrives.
    ImageProxy,
    /// A proxy that fetches images whether a message is read or not.
    PrivacyProxy,
    /// A browser or a mail program.
    Reader,
    /// Something else.
    Other,
}

/// How robots, scanners and libraries name themselves, in lower case.
const ROBOTS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "slurp",
    "scan",
    "preview",
    "monitor",
    "headless",
    "phantomjs",
    "curl/",
    "wget/",
    "libwww",
    "python",
    "aiohttp",
    "httpx",
    "okhttp",
    "go-http-client",
    "java/",
    "apache-httpclient",
    "axios/",
    "node-fetch",
    "undici",
    "ruby",
    "perl",
    "php/",
    "guzzle",
    "postman",
    "facebookexternalhit",
    "whatsapp/",
    "mimecast",
    "barracuda",
    "proofpoint",
    "urldefense",
    "symantec",
    "trendmicro",
    "forcepoint",
    "safelinks",
    "microsoft office existence discovery",
    "content-sampling",
];

/// With this name Gmail has looked into messages as they arrive (Mautic #10245, ahoy_email #139).
const GMAIL_SCAN: &str = "chrome/42.0.2311.135 safari/537.36 edge/12.246";

/// Proxies that fetch an image when its message is shown (Mautic #16069: not counting them loses every Gmail reader).
const IMAGE_PROXIES: &[&str] = &["googleimageproxy", "yahoomailproxy", "yahoo mail proxy"];

/// What browsers and mail programs have in their names.
const READERS: &[&str] = &[
    "firefox/",
    "chrome/",
    "crios/",
    "fxios/",
    "safari/",
    "edg/",
    "edge/",
    "opr/",
    "opera",
    "msie ",
    "trident/",
    "thunderbird/",
    "outlook",
    "microsoft office/",
    "mobile/",
    "k-9",
    "fairemail",
    "samsungbrowser/",
    "ucbrowser/",
];

impl HitLook {
    /// Looks at a request.
    pub fn of(signs: RequestSigns<'_>) -> Self {
        if signs.headers_only {
            return Self::HeadersOnly;
        }
        if signs.fetched_ahead {
            return Self::FetchedAhead;
        }
        let program = signs.program.map(str::trim).filter(|program| !program.is_empty());
        program.map_or(Self::NoProgram, |program| Self::of_program(&program.to_ascii_lowercase()))
    }

    fn of_program(name: &str) -> Self {
        let has = |marks: &[&str]| marks.iter().any(|mark| name.contains(mark));
        if name.contains(GMAIL_SCAN) {
            Self::ProviderScan
        } else if has(IMAGE_PROXIES) {
            Self::ImageProxy
        } else if has(ROBOTS) {
            Self::Robot
        } else if name == "mozilla/5.0" || name.ends_with("(khtml, like gecko)") {
            // Apple's privacy proxy says only "Mozilla/5.0"; others stop behind the name of the engine.
            Self::PrivacyProxy
        } else if has(READERS) {
            Self::Reader
        } else {
            Self::Other
        }
    }
}
