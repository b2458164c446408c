//! Compiles a layout to HTML, once per newsletter.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, Value};
use mrml::prelude::parser::ParserOptions;
use mrml::prelude::parser::noop_loader::NoopIncludeLoader;
use mrml::prelude::render::RenderOptions;
use regulars_kernel::Language;

use super::Template;
use super::holes::Holes;
use crate::compose::merge::Source;

/// A block, ready to be placed.
#[derive(Clone, Debug)]
pub(crate) enum BlockView {
    Text(Source),
    Image { address: Source, alt: Source, link: Option<Source> },
    Button { label: Source, address: Source },
}

/// The parts that a layout arranges.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) language: Language,
    pub(crate) title: Source,
    pub(crate) preview: Source,
    pub(crate) merchant_name: Source,
    pub(crate) logo: Option<Source>,
    pub(crate) intro: Option<Source>,
    pub(crate) blocks: Vec<BlockView>,
    pub(crate) footer_merchant: Source,
    pub(crate) footer_links: Source,
    pub(crate) end: Source,
}

/// The HTML of a newsletter as a template for the engine.
pub(crate) fn skeleton(template: &Template, parts: Parts) -> Result<Source, String> {
    let mut holes = Holes::default();
    let view = view(template, parts, &mut holes).ok_or("there are too many blocks")?;
    let mjml = arranged(template, view).map_err(|error| error.to_string())?;
    let parser = ParserOptions { include_loader: Box::new(NoopIncludeLoader) };
    let parsed = mrml::parse_with_options(&mjml, &parser).map_err(|error| error.to_string())?;
    if !parsed.warnings.is_empty() {
        return Err(format!("{:?}", parsed.warnings));
    }
    let options = RenderOptions { fonts: std::collections::HashMap::new(), ..RenderOptions::default() };
    let html = parsed.element.render(&options).map_err(|error| error.to_string())?;
    Ok(holes.fill(&html))
}

/// The layout with its places marked, as MJML.
fn arranged(template: &Template, view: Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_template("document", include_str!("mjml/document.mjml"))?;
    environment.add_template("block", include_str!("mjml/block.mjml"))?;
    environment.add_template("layout", template.layout.source())?;
    environment.get_template("document")?.render(view)
}

type Fields = BTreeMap<&'static str, Value>;

fn view(template: &Template, parts: Parts, holes: &mut Holes) -> Option<Value> {
    let theme = template.theme;
    let mut view = Fields::new();
    view.insert("language", Value::from(parts.language.tag()));
    view.insert("accent", Value::from(theme.accent().as_str()));
    view.insert("on_accent", Value::from(theme.on_accent_color()));
    view.insert("background", Value::from(theme.background().as_str()));
    view.insert("muted", Value::from(theme.muted_color()));
    view.insert("line", Value::from(theme.line_color()));
    view.insert("font", Value::from(theme.font().families()));
    for (name, source) in [
        ("title", Some(parts.title)),
        ("preview", Some(parts.preview)),
        ("merchant_name", Some(parts.merchant_name)),
        ("logo", parts.logo),
        ("intro", parts.intro),
        ("footer_merchant", Some(parts.footer_merchant)),
        ("footer_links", Some(parts.footer_links)),
        ("end", Some(parts.end)),
    ] {
        view.insert(name, place(source, holes)?);
    }
    let mut leading = Vec::new();
    let mut items: Vec<Vec<Value>> = Vec::new();
    let mut blocks = Vec::with_capacity(parts.blocks.len());
    for block in parts.blocks {
        let begins_item = matches!(block, BlockView::Image { .. });
        let block = block_view(block, holes)?;
        blocks.push(block.clone());
        match items.last_mut() {
            _ if begins_item => items.push(vec![block]),
            Some(item) => item.push(block),
            None => leading.push(block),
        }
    }
    view.insert("blocks", Value::from(blocks));
    view.insert("leading", Value::from(leading));
    view.insert("items", Value::from(items.into_iter().map(Value::from).collect::<Vec<_>>()));
    Some(Value::from(view))
}

/// The place of a part, or an empty text for a part that is missing.
fn place(source: Option<Source>, holes: &mut Holes) -> Option<Value> {
    match source {
        Some(source) => holes.place(source).map(|letter| Value::from(letter.to_string())),
        None => Some(Value::from("")),
    }
}

fn block_view(block: BlockView, holes: &mut Holes) -> Option<Value> {
    let mut fields = Fields::new();
    let parts = match block {
        BlockView::Text(text) => {
            fields.insert("kind", Value::from("text"));
            vec![("text", Some(text))]
        }
        BlockView::Image { address, alt, link } => {
            fields.insert("kind", Value::from("image"));
            vec![("address", Some(address)), ("alt", Some(alt)), ("link", link)]
        }
        BlockView::Button { label, address } => {
            fields.insert("kind", Value::from("button"));
            vec![("label", Some(label)), ("address", Some(address))]
        }
    };
    for (name, source) in parts {
        fields.insert(name, place(source, holes)?);
    }
    Some(Value::from(fields))
}
