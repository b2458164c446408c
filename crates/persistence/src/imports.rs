//! Imports of customers: the file in parts, its rows, and what becomes of them.

mod chunk;
mod columns_json;
mod counts_json;
pub(crate) mod erase;
mod forget;
mod happenings;
mod import_row;
mod keys;
mod mappings;
mod parts;
mod row_image_json;
mod row_images;
mod rows;
mod statistics;
mod store;
#[cfg(test)]
mod tests;

pub use chunk::ImportChunk;
