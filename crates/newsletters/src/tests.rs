//! Whole newsletters: compiled, rendered, and looked at as a reader's mail program would.

mod attributes;
mod effort;
mod hostile;
mod layouts;
mod names;
mod properties;
mod rendering;
mod sample;
mod warnings;
