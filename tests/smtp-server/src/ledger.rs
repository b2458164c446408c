//! What the server has seen.

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::fault::{Fault, Stage, Weather};
use crate::script::Script;

/// A message that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedMessage {
    /// The path of MAIL.
    pub return_path: String,
    /// The addresses of RCPT.
    pub recipients: Vec<String>,
    /// The message as it was before dots were doubled; empty if the script keeps no messages.
    pub data: Vec<u8>,
    /// Its Message-ID without brackets.
    pub message_id: Option<String>,
    /// The number of the connection that it came through, from 1.
    pub connection: usize,
}

/// Everything that connections share.
pub(crate) struct Ledger {
    pub script: Script,
    state: Mutex<State>,
    log: Option<File>,
}

struct State {
    faults: Vec<Fault>,
    messages: Vec<ReceivedMessage>,
    connections: usize,
    violations: Vec<String>,
    commands: Vec<String>,
}

impl Ledger {
    pub fn open(script: Script) -> io::Result<Self> {
        let log = match &script.log {
            Some(path) => Some(File::options().create(true).append(true).open(path)?),
            None => None,
        };
        let faults = script.faults.clone();
        let state = State { faults, messages: vec![], connections: 0, violations: vec![], commands: vec![] };
        Ok(Self { script, state: Mutex::new(state), log })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The weather at a stage, if it is not fair.
    pub fn weather(&self, stage: Stage, connection: usize, recipient: Option<&str>) -> Option<Weather> {
        let mut state = self.state();
        let fault = state
            .faults
            .iter_mut()
            .find_map(|fault| fault.strikes(stage, connection, recipient).then_some(fault));
        fault.map(|fault| fault.weather.clone())
    }

    /// Counts a connection, and gives its number.
    pub fn connected(&self) -> usize {
        let mut state = self.state();
        state.connections += 1;
        state.connections
    }

    /// Records a message, on disk before anything else can happen.
    pub fn accept(&self, mut message: ReceivedMessage) -> io::Result<()> {
        if let Some(mut log) = self.log.as_ref() {
            let line = format!("{}\n", message.message_id.as_deref().unwrap_or("-"));
            log.write_all(line.as_bytes())?;
            log.flush()?;
        }
        if !self.script.keep_messages {
            message.data = Vec::new();
        }
        self.state().messages.push(message);
        Ok(())
    }

    pub fn heard(&self, verb: &str) {
        if self.script.keep_messages {
            self.state().commands.push(verb.to_owned());
        }
    }

    pub fn violated(&self, what: &str) {
        self.state().violations.push(what.to_owned());
    }

    pub fn messages(&self) -> Vec<ReceivedMessage> {
        self.state().messages.clone()
    }

    pub fn accepted(&self) -> usize {
        self.state().messages.len()
    }

    pub fn connections(&self) -> usize {
        self.state().connections
    }

    pub fn violations(&self) -> Vec<String> {
        self.state().violations.clone()
    }

    pub fn commands(&self) -> Vec<String> {
        self.state().commands.clone()
    }
}
