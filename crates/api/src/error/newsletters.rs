//! What the errors of newsletters, templates and images are to a caller.

use regulars_filters::FilterErrorCode;
use regulars_flows::{
    AudiencePlace, CancelNewsletterError, CannotLeave, PreviewNewsletterError, QueueTestMessagesError,
    ResolveAudienceError, ResumeNewsletterError, ScheduleNewsletterError, SendNewsletterError,
};
use regulars_kernel::StoreError;
use regulars_newsletters::{
    CompileError, ContentProblem, DeleteNewsletterError, MoveNewsletterError, SaveNewsletterError,
    UpdateTemplateError,
};

use super::{ApiError, Code, Invalid};

impl From<SaveNewsletterError> for ApiError {
    fn from(error: SaveNewsletterError) -> Self {
        match error {
            SaveNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            SaveNewsletterError::NotEditable(_) => Self::new(Code::Conflict, error.to_string()),
            SaveNewsletterError::UnknownCampaign => Self::not_found_at("/coupon_campaign_id", "campaign"),
            SaveNewsletterError::UnknownTemplate => Self::not_found_at("/template_id", "template"),
            SaveNewsletterError::UnknownCustomers(_) => {
                Self::not_found_at("/audience/customer_ids", "customer")
            }
            SaveNewsletterError::Content(problems) => {
                let missing = problems.iter().find_map(|placed| match placed.problem {
                    ContentProblem::UnknownMedia { .. } => Some((placed, "image")),
                    ContentProblem::UnknownSurvey { .. } => Some((placed, "survey")),
                    _ => None,
                });
                if let Some((placed, what)) = missing {
                    return Self::not_found_at(&placed.pointer, what);
                }
                let mut invalid = Invalid::default();
                for placed in problems {
                    invalid.add(placed.pointer, placed.problem.code(), placed.problem.to_string());
                }
                invalid.into()
            }
            SaveNewsletterError::ChangedMeanwhile => {
                Self::new(Code::Contended, error.to_string()).retry_after(1)
            }
            SaveNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteNewsletterError> for ApiError {
    fn from(error: DeleteNewsletterError) -> Self {
        match error {
            DeleteNewsletterError::NotADraft(_) => Self::new(Code::Conflict, error.to_string()),
            DeleteNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<MoveNewsletterError> for ApiError {
    fn from(error: MoveNewsletterError) -> Self {
        match error {
            MoveNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            MoveNewsletterError::Illegal(_) => Self::new(Code::Conflict, error.to_string()),
            MoveNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<PreviewNewsletterError> for ApiError {
    fn from(error: PreviewNewsletterError) -> Self {
        match error {
            PreviewNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            PreviewNewsletterError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            PreviewNewsletterError::Compile(error) => error.into(),
            PreviewNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<CompileError> for ApiError {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Content(problems) => {
                let listed: Vec<String> = problems.iter().map(ToString::to_string).collect();
                Self::new(Code::Conflict, format!("the content has mistakes: {}", listed.join("; ")))
            }
            CompileError::Layout(_) | CompileError::Render(_) => {
                tracing::error!(%error, "a newsletter does not compile");
                Self::new(Code::Internal, "the server failed; the request id tells the operator why")
            }
        }
    }
}

impl From<UpdateTemplateError> for ApiError {
    fn from(error: UpdateTemplateError) -> Self {
        match error {
            UpdateTemplateError::UnknownTemplate => Self::not_found("template"),
            UpdateTemplateError::BuiltIn => Self::new(Code::Conflict, error.to_string()),
            UpdateTemplateError::Store(error) => error.into(),
        }
    }
}

impl From<ResolveAudienceError> for ApiError {
    fn from(error: ResolveAudienceError) -> Self {
        match error {
            ResolveAudienceError::Filter { place, error } => {
                let pointer = match place {
                    AudiencePlace::Segment => "/audience/segment_id".to_owned(),
                    AudiencePlace::Filter => format!("/audience/filter{}", error.pointer),
                };
                match error.code {
                    FilterErrorCode::UnknownSegment => Self::not_found_at(&pointer, "segment"),
                    code => Self::invalid_field(&pointer, code.name(), error.detail),
                }
            }
            ResolveAudienceError::Store(error) => error.into(),
        }
    }
}

impl From<SendNewsletterError> for ApiError {
    fn from(error: SendNewsletterError) -> Self {
        match error {
            SendNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            SendNewsletterError::Illegal(_) | SendNewsletterError::SurveyNotOpen(_) => {
                Self::new(Code::Conflict, error.to_string())
            }
            SendNewsletterError::Coupons(lacking) => {
                Self::new(Code::Conflict, lacking.to_string()).with("reason", "coupons_short")
            }
            SendNewsletterError::CannotLeave(hindrance) => hindrance.into(),
            SendNewsletterError::EmptyAudience(reach) => {
                let detail = format!("nobody would get it: of {} customers none is reached", reach.audience);
                Self::new(Code::EmptyAudience, detail).with("audience", reach.audience)
            }
            SendNewsletterError::QuotaExhausted(exhausted) => {
                Self::new(Code::QuotaExhausted, exhausted.to_string())
                    .with("needed", exhausted.needed)
                    .with("available", exhausted.available)
                    .with("shortfall", exhausted.shortfall)
            }
            SendNewsletterError::Audience(error) => error.into(),
            SendNewsletterError::Compile(error) => error.into(),
            SendNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<CannotLeave> for ApiError {
    fn from(hindrance: CannotLeave) -> Self {
        let code = match hindrance {
            CannotLeave::NoMailRelay => Code::NoMailRelay,
            CannotLeave::NoSender => Code::NoSender,
        };
        Self::new(code, hindrance.to_string())
    }
}

impl From<ResumeNewsletterError> for ApiError {
    fn from(error: ResumeNewsletterError) -> Self {
        match error {
            ResumeNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            ResumeNewsletterError::Illegal(_) => Self::new(Code::Conflict, error.to_string()),
            ResumeNewsletterError::CannotLeave(hindrance) => hindrance.into(),
            ResumeNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<ScheduleNewsletterError> for ApiError {
    fn from(error: ScheduleNewsletterError) -> Self {
        match error {
            ScheduleNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            ScheduleNewsletterError::Illegal(_) | ScheduleNewsletterError::SurveyNotOpen(_) => {
                Self::new(Code::Conflict, error.to_string())
            }
            ScheduleNewsletterError::Past => Self::invalid_field("/at", "past", error.to_string()),
            ScheduleNewsletterError::CannotLeave(hindrance) => hindrance.into(),
            ScheduleNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<CancelNewsletterError> for ApiError {
    fn from(error: CancelNewsletterError) -> Self {
        match error {
            CancelNewsletterError::UnknownNewsletter => Self::not_found("newsletter"),
            CancelNewsletterError::Illegal(_) => Self::new(Code::Conflict, error.to_string()),
            CancelNewsletterError::Quota(error) => {
                StoreError::inconsistent("quota_reservations", error).into()
            }
            CancelNewsletterError::Store(error) => error.into(),
        }
    }
}

impl From<QueueTestMessagesError> for ApiError {
    fn from(error: QueueTestMessagesError) -> Self {
        match error {
            QueueTestMessagesError::UnknownNewsletter => Self::not_found("newsletter"),
            QueueTestMessagesError::Incomplete => Self::new(Code::Conflict, error.to_string()),
            QueueTestMessagesError::NotStaff(place) => {
                Self::invalid_field(&format!("/to/{place}"), "not_staff", error.to_string())
            }
            QueueTestMessagesError::CannotLeave(hindrance) => hindrance.into(),
            QueueTestMessagesError::Exhausted(exhausted) => {
                Self::new(Code::QuotaExhausted, exhausted.to_string())
                    .with("needed", exhausted.needed)
                    .with("available", exhausted.left)
                    .with("shortfall", exhausted.needed - exhausted.left)
            }
            QueueTestMessagesError::Store(error) => error.into(),
        }
    }
}
