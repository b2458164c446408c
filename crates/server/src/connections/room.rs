//! How many connections there is room for.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::settings::Settings;

/// How many connections there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// In all.
    pub in_all: usize,
    /// Of one peer.
    pub of_peer: usize,
}

/// Open files that the program asks for, where the system lets it have them.
const FILES: u64 = 8_192;
/// Open files that are left for everything but connections and databases: logs, images, the connections being refused.
const SPARE_FILES: usize = 192;
/// The most connections, unless the settings say otherwise. Each takes some 25 KiB.
const CONNECTIONS: usize = 4_096;

/// How many connections there is room for under the limit of open files, which is raised where that is allowed.
pub fn room_for(settings: &Settings) -> Room {
    within(settings, files())
}

fn files() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(FILES, |maximum| maximum.min(FILES));
    let raised = current.is_some_and(|current| current < wanted)
        && setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok();
    let files = if raised { Some(wanted) } else { current };
    files.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}

fn within(settings: &Settings, files: usize) -> Room {
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let others = 2 * count(settings.database_connections) + count(settings.smtp_connections) + SPARE_FILES;
    let most = files.saturating_sub(others).max(1);
    let in_all = settings.connections.map_or(CONNECTIONS, count);
    if settings.connections.is_some() && in_all > most {
        tracing::warn!(in_all, most, files, "the limit of open files leaves room for fewer connections");
    }
    let in_all = in_all.min(most);
    let of_peer = settings.connections_per_peer.map_or(in_all.div_ceil(2), count);
    Room { in_all, of_peer: of_peer.min(in_all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &'static [(&str, &str)]) -> Settings {
        let read = Settings::read(|name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        });
        read.unwrap()
    }

    #[test]
    fn connections_stay_below_the_limit_of_open_files() {
        let usual = settings(&[]);
        assert_eq!(within(&usual, 1_024), Room { in_all: 780, of_peer: 390 });
        assert_eq!(within(&usual, 1_000_000), Room { in_all: 4_096, of_peer: 2_048 });
        assert_eq!(within(&usual, 10), Room { in_all: 1, of_peer: 1 });
        let set = settings(&[("REGULARS_CONNECTIONS", "5000"), ("REGULARS_CONNECTIONS_PER_PEER", "9")]);
        assert_eq!(within(&set, 1_024), Room { in_all: 780, of_peer: 9 });
        assert_eq!(within(&set, 100_000), Room { in_all: 5_000, of_peer: 9 });
    }
}
