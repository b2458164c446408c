//! The question of a survey in a message.
//!
//! Each score is a link to the recipient's own page of the survey, which shows it as chosen and asks for nothing but to be
//! sent. Opening a link answers nothing: scanners open all of them.

use crate::compose::merge::Source;
use crate::content::SurveyView;
use crate::templates::Theme;

/// The question with a link for each score, as HTML. `tag` writes the address of the page.
pub(crate) fn survey_html(view: &SurveyView, tag: &str, theme: &Theme) -> Source {
    let mut source = Source::default();
    source.literal("<p style=\"margin:0 0 12px;font-weight:bold\">");
    source.literal_html(&view.question);
    source.literal("</p><p style=\"margin:0 0 8px;line-height:44px\">");
    for score in view.kind.scores() {
        source.literal("<a href=\"");
        source.link(tag, "");
        source.literal(&format!(
            "?score={score}\" style=\"display:inline-block;min-width:36px;margin:0 4px 4px 0;line-height:36px;\
             text-align:center;text-decoration:none;border-radius:4px;background:{};color:{}\">{score}</a> ",
            theme.accent().as_str(),
            theme.on_accent_color(),
        ));
    }
    source.literal(&format!("</p><p style=\"margin:0;font-size:12px;color:{}\">", theme.muted_color()));
    source.literal_html(&ends(view));
    source.literal("</p>");
    source
}

/// The question with the one link to all scores, as plain text.
pub(crate) fn survey_text(view: &SurveyView, tag: &str) -> Source {
    let mut source = Source::default();
    source.literal(&format!("{}\n{}\n", view.question, ends(view)));
    source.link(tag, "");
    source
}

/// What the ends of the scale mean.
fn ends(view: &SurveyView) -> String {
    let SurveyView { kind, lowest, highest, .. } = view;
    format!("{} = {lowest}, {} = {highest}", kind.lowest(), kind.highest())
}
