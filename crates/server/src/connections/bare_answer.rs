//! Recognises the answers that the framework gives to what never became a request: a status and nothing else.

/// The statuses that the framework answers with by itself.
const STATUSES: [u16; 3] = [400, 408, 431];
/// The most bytes of such an answer.
const LONGEST: usize = 256;

/// The status of the bare answer that ends these bytes, and where it begins. Every answer of the application has more
/// headers than these.
pub fn bare_answer(bytes: &[u8]) -> Option<(u16, usize)> {
    let tail = bytes.len().saturating_sub(LONGEST);
    let begin = bytes.get(tail..)?.windows(9).rposition(|window| window == b"HTTP/1.1 ")? + tail;
    let head = std::str::from_utf8(bytes.get(begin..)?).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut is_empty = false;
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        match (name.to_ascii_lowercase().as_str(), value) {
            ("content-length", "0") => is_empty = true,
            ("connection" | "date", _) => {}
            _ => return None,
        }
    }
    (is_empty && STATUSES.contains(&status)).then_some((status, begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_status_alone_is_bare() {
        let bare = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\ndate: Sat\r\n\r\n";
        assert_eq!(bare_answer(bare.as_bytes()), Some((400, 0)));
        let behind = format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-request-id: 1\r\n\r\n{{}}{bare}");
        assert_eq!(bare_answer(behind.as_bytes()), Some((400, behind.len() - bare.len())));
        for other in [
            "",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nx-request-id: 1\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}",
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ndate: Sat\r\n\r\n",
        ] {
            assert_eq!(bare_answer(other.as_bytes()), None, "{other}");
        }
    }
}
