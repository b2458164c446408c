//! Exports: how far each is, and its file in parts.

mod export_row;
mod parts;
mod store;
#[cfg(test)]
mod tests;
