//! Derives how a struct is read from a row. The derive serves `regulars-persistence` alone: what it writes names the wall
//! of that crate, whose rows come from two drivers.

mod in_reads_and_writes;

use proc_macro::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DataStruct, DeriveInput, Error, Fields, ItemImpl, parse_macro_input};

/// Reads each field from the column of its name, and a field marked `#[nested]` as a row of its own from the same columns.
#[proc_macro_derive(FromRow, attributes(nested))]
pub fn from_row(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as DeriveInput);
    expand(&item).unwrap_or_else(Error::into_compile_error).into()
}

/// Implements a trait of reads, which is written for `ReadTx`, for `WriteTx` as well.
#[proc_macro_attribute]
pub fn in_reads_and_writes(_: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as ItemImpl);
    in_reads_and_writes::expand(&item).into()
}

fn expand(item: &DeriveInput) -> Result<proc_macro2::TokenStream, Error> {
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = &item.data else {
        return Err(Error::new_spanned(&item.ident, "a row is a struct whose fields have names"));
    };
    let name = &item.ident;
    let values = fields.named.iter().filter_map(|field| {
        let field_name = field.ident.as_ref()?;
        let column = field_name.unraw().to_string();
        let is_nested = field.attrs.iter().any(|attribute| attribute.path().is_ident("nested"));
        Some(if is_nested {
            quote!(#field_name: crate::wall::FromRow::from_row(row)?)
        } else {
            quote!(#field_name: row.get(#column)?)
        })
    });
    Ok(quote! {
        impl crate::wall::FromRow for #name {
            fn from_row(row: &crate::wall::Row<'_>) -> ::std::result::Result<Self, crate::wall::RowError> {
                ::std::result::Result::Ok(Self { #(#values),* })
            }
        }
    })
}
