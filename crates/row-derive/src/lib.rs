//! Derives how a struct is read from a row, and which columns it is written into. The derives serve `regulars-persistence`
//! alone: what they write names the wall of that crate, whose rows come from two drivers.
//!
//! A column is named once, by the field that holds it; a field marked `#[nested]` is a row of its own in the same columns.

mod in_reads_and_writes;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DataStruct, DeriveInput, Error, Field, Fields, ItemImpl, parse_macro_input};

/// Reads each field from the column of its name, and a field marked `#[nested]` as a row of its own from the same columns.
#[proc_macro_derive(FromRow, attributes(nested))]
pub fn from_row(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as DeriveInput);
    read(&item).unwrap_or_else(Error::into_compile_error).into()
}

/// Lists the columns of the fields, and gives their values in the same order.
#[proc_macro_derive(RowColumns, attributes(nested))]
pub fn columns(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as DeriveInput);
    written(&item).unwrap_or_else(Error::into_compile_error).into()
}

/// Implements a trait of reads, which is written for `ReadTx`, for `WriteTx` as well.
#[proc_macro_attribute]
pub fn in_reads_and_writes(_: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as ItemImpl);
    in_reads_and_writes::expand(&item).into()
}

fn read(item: &DeriveInput) -> Result<Tokens, Error> {
    let name = &item.ident;
    let values = fields(item)?.into_iter().filter_map(|field| {
        let field_name = field.ident.as_ref()?;
        let column = field_name.unraw().to_string();
        Some(if is_nested(field) {
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

fn written(item: &DeriveInput) -> Result<Tokens, Error> {
    let name = &item.ident;
    let (mut pieces, mut values) = (Vec::new(), Vec::new());
    for field in fields(item)? {
        let Some(field_name) = field.ident.as_ref() else { continue };
        if !pieces.is_empty() {
            pieces.push(quote!(crate::wall::Piece::Text(", ")));
        }
        if is_nested(field) {
            let row = &field.ty;
            pieces.push(quote!(crate::wall::Piece::Text(<#row as crate::wall::RowColumns>::LIST)));
            values.push(quote!(crate::wall::RowColumns::push_values(self.#field_name, values);));
        } else {
            let column = field_name.unraw().to_string();
            pieces.push(quote!(crate::wall::Piece::Text(#column)));
            values.push(quote!(values.push(::sea_orm::Value::from(self.#field_name));));
        }
    }
    Ok(quote! {
        impl crate::wall::RowColumns for #name {
            const LIST: &'static str = crate::wall::sql_text!(#(#pieces),*);

            fn push_values(self, values: &mut ::std::vec::Vec<::sea_orm::Value>) {
                #(#values)*
            }
        }
    })
}

fn fields(item: &DeriveInput) -> Result<Vec<&Field>, Error> {
    match &item.data {
        Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) => Ok(fields.named.iter().collect()),
        _ => Err(Error::new_spanned(&item.ident, "a row is a struct whose fields have names")),
    }
}

fn is_nested(field: &Field) -> bool {
    field.attrs.iter().any(|attribute| attribute.path().is_ident("nested"))
}
