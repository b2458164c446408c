//! Lists of names whose vocative no rule gives.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::NamePart;
use regulars_kernel::Gender;

/// The forms of one language by part of the name, gender, and the name in lower case.
pub(super) type Exceptions = HashMap<(NamePart, Gender, &'static str), &'static str>;

/// The Serbian list, in the Latin script.
pub(super) static SERBIAN: LazyLock<Exceptions> = LazyLock::new(|| parsed(include_str!("data/serbian.txt")));

/// The Polish list.
pub(super) static POLISH: LazyLock<Exceptions> = LazyLock::new(|| parsed(include_str!("data/polish.txt")));

/// Reads a list. A line is `first|last male|female name form`, everything in lower case; `#` begins a comment.
fn parsed(list: &'static str) -> Exceptions {
    list.lines().filter_map(entry).collect()
}

fn entry(line: &'static str) -> Option<((NamePart, Gender, &'static str), &'static str)> {
    let mut words = line.split('#').next()?.split_whitespace();
    let part = match words.next()? {
        "first" => NamePart::First,
        "last" => NamePart::Last,
        _ => return None,
    };
    let gender = words.next()?.parse().ok()?;
    Some(((part, gender, words.next()?), words.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read_once() {
        for (list, map) in
            [(include_str!("data/serbian.txt"), &SERBIAN), (include_str!("data/polish.txt"), &POLISH)]
        {
            let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
            assert_eq!(map.len(), lines, "a line is malformed or stands twice");
            for ((_, _, name), form) in map.iter() {
                assert_eq!((name.to_lowercase(), form.to_lowercase()), ((*name).into(), (*form).into()));
            }
        }
    }
}
