mod attributes;
pub mod audience;
pub mod campaign;
mod cancel;
mod coupons;
mod create;
mod delete;
pub mod fixture;
mod gate;
mod jobs;
mod kill;
mod leases;
mod link_host;
mod list;
mod moves;
mod preview;
mod quota;
mod reaction_filter;
mod reactions;
mod readers;
mod recipients;
mod report;
mod sandbox;
mod schedule;
mod send;
mod send_test_messages;
mod sender_faults;
mod sending;
pub mod sent;
mod size;
mod unreached;
mod update;
mod volume;
mod weather;
mod without_a_sender;
mod workers;

use serde_json::{Value, json};

/// A newsletter that has everything.
pub fn complete() -> Value {
    json!({
        "name": "Jesen",
        "subject": "{{ salutation }} {{ last_name | vocative }}, stigla je jesen",
        "intro": "Novi ukusi od ponedeljka.",
        "audience": {"segment_key": "all_verified"},
        "content": {"blocks": [
            {"type": "text", "text": "Stigao je novi **jesenji** hleb."},
            {"type": "image", "url": "https://shop.example/hleb.jpg", "alt": "Hleb"},
            {"type": "button", "label": "Pogledajte", "url": "https://shop.example/jesen"}
        ]},
        "channels": ["email"],
        "locale": "sr-RS"
    })
}
