//! A message as a sandbox keeps it.

use regulars_channels::EmailMessage;
use regulars_kernel::CapturedMessageId;
use regulars_newsletters::CapturedMessage;

/// A message as a sandbox keeps it, with the headers that it would have left with.
pub(crate) fn captured(id: CapturedMessageId, message: &EmailMessage) -> CapturedMessage {
    CapturedMessage {
        id,
        channel: "email",
        recipient: message.to.address.expose().to_owned(),
        subject: Some(message.subject.clone()),
        html: message.html.clone(),
        text: message.text.clone(),
        headers: headers_of(&message.to_bytes()),
    }
}

/// The headers of a message, unfolded.
fn headers_of(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if let Some(folded) = line.strip_prefix([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push(' ');
                value.push_str(folded.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_unfolded() {
        let headers = headers_of(
            b"Subject: Ruze\r\nList-Unsubscribe: <https://a.example/u>,\r\n <mailto:b>\r\n\r\nX: y",
        );
        assert_eq!(
            headers,
            [
                ("Subject".to_owned(), "Ruze".to_owned()),
                ("List-Unsubscribe".to_owned(), "<https://a.example/u>, <mailto:b>".to_owned())
            ]
        );
    }
}
