//! Where settings come from: the arguments go first, then the environment, then the file; what none of them says is as
//! the catalogue has it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, Value};

use super::catalogue::{PREFIX, find, key_of_name, name_of_key, nearest};
use super::invalid::InvalidSetting;

const CONFIG: &str = "REGULARS_CONFIG";

/// Arguments that every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct SettingArguments {
    /// Read settings from this TOML file, as `REGULARS_CONFIG` does. The environment goes before what is in it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Set this, before the environment and the file: `--set rate_limit=200`. Passwords have no place here: whoever lists
    /// processes sees them.
    #[arg(long, global = true, value_name = "NAME=VALUE")]
    set: Vec<String>,
}

/// Where the value of a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingOrigin {
    /// Nobody has set it.
    Default,
    /// This file.
    File(PathBuf),
    /// The variable of its name.
    Environment,
    /// The command line.
    Argument,
}

impl fmt::Display for SettingOrigin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => formatter.write_str("default"),
            Self::File(path) => write!(formatter, "file {}", path.display()),
            Self::Environment => formatter.write_str("environment"),
            Self::Argument => formatter.write_str("argument"),
        }
    }
}

/// Everything that was set, each by its name in the environment.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    arguments: BTreeMap<String, String>,
    environment: BTreeMap<String, String>,
    file: Option<(PathBuf, BTreeMap<String, String>)>,
}

impl Sources {
    /// Gathers what is set for this process.
    pub fn of_process(arguments: &SettingArguments) -> Result<Self, InvalidSetting> {
        let text = |(name, value): (OsString, OsString)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        };
        Self::gather(arguments, std::env::vars_os().filter_map(text))
    }

    /// Gathers what is set. A name that is no setting is refused, wherever it stands.
    pub fn gather(
        arguments: &SettingArguments,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, InvalidSetting> {
        let mut sources = Self { arguments: of_arguments(arguments)?, ..Self::default() };
        for (name, value) in
            environment.filter(|(name, _)| name.starts_with(PREFIX) && !is_of_kubernetes(name))
        {
            require_known(&name, name.clone(), str::to_owned)?;
            if !value.is_empty() {
                sources.environment.insert(name, value);
            }
        }
        if let Some(path) = sources.find(CONFIG).map(|(path, _)| PathBuf::from(path)) {
            let values = read_file(&path)?;
            sources.file = Some((path, values));
        }
        Ok(sources)
    }

    /// What was set under a name, and where.
    pub fn find(&self, name: &str) -> Option<(&str, SettingOrigin)> {
        let argument = self.arguments.get(name).map(|value| (value.as_str(), SettingOrigin::Argument));
        let environment =
            || self.environment.get(name).map(|value| (value.as_str(), SettingOrigin::Environment));
        let file = || {
            let (path, values) = self.file.as_ref()?;
            values.get(name).map(|value| (value.as_str(), SettingOrigin::File(path.clone())))
        };
        argument.or_else(environment).or_else(file)
    }
}

/// Kubernetes tells every container where the services beside it are, by their names: one called `regulars` gives
/// `REGULARS_SERVICE_HOST`, `REGULARS_PORT_8080_TCP` and the like, which nobody has set.
fn is_of_kubernetes(name: &str) -> bool {
    let rest = name.trim_start_matches(PREFIX);
    rest == "PORT" || rest.starts_with("PORT_") || rest.starts_with("SERVICE_")
}

fn require_known(name: &str, shown: String, show: impl Fn(&str) -> String) -> Result<(), InvalidSetting> {
    if find(name).is_some() {
        return Ok(());
    }
    Err(match nearest(name) {
        Some(nearest) => InvalidSetting::Mistyped { name: shown, nearest: show(nearest) },
        None => InvalidSetting::Unknown(shown),
    })
}

fn of_arguments(arguments: &SettingArguments) -> Result<BTreeMap<String, String>, InvalidSetting> {
    let mut values = BTreeMap::new();
    if let Some(path) = &arguments.config {
        values.insert(CONFIG.to_owned(), path.display().to_string());
    }
    for pair in &arguments.set {
        let (key, value) = pair.split_once('=').ok_or(InvalidSetting::Argument)?;
        let name = if key.starts_with(PREFIX) { key.to_owned() } else { name_of_key(key) };
        require_known(&name, format!("--set {key}"), key_of_name)?;
        values.insert(name, value.to_owned());
    }
    Ok(values)
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>, InvalidSetting> {
    let unreadable = |error| InvalidSetting::Unreadable { path: path.to_owned(), error };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let malformed = |place: String, reason: &str| InvalidSetting::Malformed {
        path: path.to_owned(),
        place,
        reason: reason.to_owned(),
    };
    // The library's own message shows the line, and there may be a password in it.
    let document: Document<String> = Document::parse(text.clone()).map_err(|error| {
        let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or_default());
        malformed(
            format!("line {}", before.matches('\n').count() + 1),
            "it is not TOML: name = \"value\", one a line",
        )
    })?;
    let mut values = BTreeMap::new();
    for (key, item) in document.iter() {
        let name = name_of_key(key);
        require_known(&name, format!("{key} in {}", path.display()), key_of_name)?;
        if name == CONFIG {
            return Err(malformed(key.to_owned(), "a file of settings names no other one"));
        }
        let value = value_of(item).ok_or_else(|| {
            malformed(key.to_owned(), "it is a text in quotation marks, a number, or a list of texts")
        })?;
        values.insert(name, value);
    }
    Ok(values)
}

fn value_of(item: &Item) -> Option<String> {
    match item.as_value()? {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        Value::Array(values) => {
            let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        pairs.into_iter()
    }

    #[test]
    fn what_kubernetes_says_of_a_service_is_no_mistake() {
        let told = [
            ("REGULARS_SERVICE_HOST", "10.0.0.1"),
            ("REGULARS_SERVICE_PORT", "8080"),
            ("REGULARS_PORT", "tcp://10.0.0.1:8080"),
            ("REGULARS_PORT_8080_TCP_ADDR", "10.0.0.1"),
        ];
        assert!(Sources::gather(&SettingArguments::default(), environment(&told)).is_ok());
    }

    #[test]
    fn an_empty_variable_sets_nothing() {
        let sources =
            Sources::gather(&SettingArguments::default(), environment(&[("REGULARS_BIND", "")])).unwrap();
        assert_eq!(sources.find("REGULARS_BIND"), None);
    }
}
