//! Compiles a newsletter once and renders it for each recipient.

use std::sync::Arc;

use minijinja::Value;
use regulars_kernel::{Language, SurveyId};

use crate::compose::compile_error::{CompileError, ContentProblem};
use crate::compose::compiler::{Compiler, html, paragraph};
use crate::compose::footer;
use crate::compose::links::{ContentLink, Links, RecipientLinks};
use crate::compose::merchant_profile::MerchantProfile;
use crate::compose::merge::{
    Engine, MerchantValues, MergeAttribute, NewsletterPlace, PartKind, RecipientValues, RenderError, Source,
};
use crate::compose::recipient::Recipient;
use crate::compose::rendered::Rendered;
use crate::compose::subject::tidied;
use crate::compose::used_attributes::named_attributes;
use crate::compose::wording::Wording;
use crate::content::LinkUrl;
use crate::content::draft::{Draft, References};
use crate::templates::{BlockView, Parts, Template, skeleton};

/// A newsletter that can be rendered for any number of recipients, from any number of threads.
#[derive(Debug)]
pub struct CompiledNewsletter {
    engine: Engine,
    language: Language,
    merchant: Arc<MerchantValues>,
    links: Vec<ContentLink>,
    surveys: Vec<SurveyId>,
    attributes: Vec<MergeAttribute>,
}

impl CompiledNewsletter {
    /// Compiles a newsletter, or lists every mistake in its content.
    pub fn compile(
        draft: &Draft,
        merchant: &MerchantProfile,
        template: &Template,
        references: &References,
    ) -> Result<Self, CompileError> {
        let mut compiler = Compiler::new(template, references);
        let subject = compiler.plain(NewsletterPlace::Subject, &draft.subject);
        let preview = compiler.preview(&draft.intro);
        let intro = compiler.intro(&draft.intro);
        let blocks: Vec<BlockView> = draft
            .content
            .blocks()
            .iter()
            .enumerate()
            .map_while(|(index, block)| {
                (!compiler.has_given_up()).then(|| compiler.block(NewsletterPlace::Block(index), block))
            })
            .flatten()
            .collect();
        if !compiler.problems.is_empty() {
            return Err(CompileError::Content(compiler.problems));
        }
        let wording = Wording::of(draft.language);
        let parts = Parts {
            language: draft.language,
            title: html(&merchant.name),
            preview,
            merchant_name: html(&merchant.name),
            logo: merchant.logo.as_ref().map(|logo| html(logo.as_str())),
            intro,
            blocks,
            footer_merchant: footer::merchant_html(merchant, wording, &template.theme),
            footer_links: footer::links_html(merchant, wording, &template.theme),
            end: open_pixel(),
        };
        let html = skeleton(template, parts).map_err(CompileError::Layout)?;
        let mut text = compiler.text;
        paragraph(&mut text, &footer::text(merchant, wording));
        let engine = Engine::new([
            (PartKind::Subject, subject.into_string()),
            (PartKind::Html, html.into_string()),
            (PartKind::Text, text.into_string()),
        ])?;
        Ok(Self {
            engine,
            language: draft.language,
            merchant: Arc::new(MerchantValues {
                name: Value::from(merchant.name.as_str()),
                website: Value::from(merchant.website.as_ref().map_or("", LinkUrl::as_str)),
            }),
            links: compiler.links.into_links(),
            surveys: compiler.surveys,
            attributes: named_attributes(draft),
        })
    }

    /// The message of one recipient.
    pub fn render(&self, recipient: &Recipient, links: &dyn Links) -> Result<Rendered, RenderError> {
        let links = RecipientLinks::new(&self.links, &self.surveys, links);
        let merchant = Arc::clone(&self.merchant);
        let values = Arc::new(RecipientValues::new(self.language, recipient, merchant, links));
        Ok(Rendered {
            subject: tidied(&self.engine.render(PartKind::Subject, &values)?),
            html: self.engine.render(PartKind::Html, &values)?,
            text: self.engine.render(PartKind::Text, &values)?,
        })
    }

    /// The custom attributes that it shows or asks for: what recipients have to come with.
    pub fn attributes(&self) -> &[MergeAttribute] {
        &self.attributes
    }

    /// The links in the content whose clicks can be counted, by position.
    pub fn content_links(&self) -> &[ContentLink] {
        &self.links
    }

    /// Where the content link at `position` leads.
    pub fn content_link(&self, position: u16) -> Option<&str> {
        let index = usize::from(position).checked_sub(1)?;
        self.links.get(index).map(|link| link.url.as_str())
    }
}

/// Every mistake in the content of a newsletter, without arranging it in a layout: quick enough to be asked at each save.
pub fn content_problems(draft: &Draft, references: &References) -> Vec<ContentProblem> {
    let template = Template::default();
    looked_through(draft, Compiler::new(&template, references)).problems
}

/// The links in the content whose clicks can be counted, by position.
pub fn content_links(draft: &Draft, references: &References) -> Vec<ContentLink> {
    let template = Template::default();
    looked_through(draft, Compiler::new(&template, references)).links.into_links()
}

fn looked_through<'a>(draft: &Draft, mut compiler: Compiler<'a>) -> Compiler<'a> {
    compiler.plain(NewsletterPlace::Subject, &draft.subject);
    compiler.intro(&draft.intro);
    for (index, block) in draft.content.blocks().iter().enumerate() {
        if compiler.has_given_up() {
            break;
        }
        compiler.block(NewsletterPlace::Block(index), block);
    }
    compiler
}

/// The invisible image that reports an open, in messages that have one.
fn open_pixel() -> Source {
    let mut source = Source::default();
    source.tag("{% if link_open_pixel %}");
    source.literal("<img src=\"");
    source.tag(RecipientLinks::OPEN_PIXEL);
    source.literal("\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">");
    source.tag("{% endif %}");
    source
}
