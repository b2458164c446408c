//! What reads, done in reads and in writes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemImpl, parse_quote};

/// The implementation as it stands, and the same once more for a write.
pub fn expand(written: &ItemImpl) -> TokenStream {
    let mut again = written.clone();
    *again.self_ty = parse_quote!(crate::wall::WriteTx);
    quote!(#written #again)
}
