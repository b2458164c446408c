//! Errors of the use cases about interactions and cases, and about what is shown with a customer.

use regulars_flows::{ReadCardError, ReceiveMailError};
use regulars_service::{
    AddCaseMessageError, AddFileError, ChangeCaseError, ChangeInteractionError, ConfigureMailboxError,
    CreateWebFormError, FindFileError, FindInteractionError, FindMailError, InteractionFault,
    LogInteractionError, OpenCaseError, RenameFileError,
};

use crate::error::{ApiError, Code};

impl From<LogInteractionError> for ApiError {
    fn from(error: LogInteractionError) -> Self {
        match error {
            LogInteractionError::UnknownCustomer => Self::not_found("customer"),
            LogInteractionError::Fault(fault) => faulty(fault),
            LogInteractionError::Store(error) => error.into(),
        }
    }
}

impl From<FindInteractionError> for ApiError {
    fn from(error: FindInteractionError) -> Self {
        match error {
            FindInteractionError::UnknownCustomer => Self::not_found("customer"),
            FindInteractionError::UnknownInteraction => Self::not_found("interaction"),
            FindInteractionError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeInteractionError> for ApiError {
    fn from(error: ChangeInteractionError) -> Self {
        match error {
            ChangeInteractionError::Fault(fault) => faulty(fault),
            ChangeInteractionError::Store(error) => error.into(),
        }
    }
}

fn faulty(fault: InteractionFault) -> ApiError {
    let (pointer, code) = match fault {
        InteractionFault::DirectionMissing(_) => ("/direction", "required"),
        InteractionFault::DirectionDoesNotFit(_) => ("/direction", "does_not_fit"),
        InteractionFault::NotYet | InteractionFault::TooLongAgo => ("/occurred_at", "invalid"),
    };
    ApiError::invalid_field(pointer, code, fault.to_string())
}

impl From<AddFileError> for ApiError {
    fn from(error: AddFileError) -> Self {
        match error {
            AddFileError::UnknownCustomer => Self::not_found("customer"),
            AddFileError::TooMany | AddFileError::TooLarge => Self::new(Code::Conflict, error.to_string()),
            AddFileError::Store(error) => error.into(),
        }
    }
}

impl From<FindFileError> for ApiError {
    fn from(error: FindFileError) -> Self {
        match error {
            FindFileError::UnknownCustomer => Self::not_found("customer"),
            FindFileError::UnknownFile => Self::not_found("file"),
            FindFileError::Store(error) => error.into(),
        }
    }
}

impl From<RenameFileError> for ApiError {
    fn from(error: RenameFileError) -> Self {
        match error {
            RenameFileError::OtherKind(_) => Self::invalid_field("/name", "invalid", error.to_string()),
            RenameFileError::Store(error) => error.into(),
        }
    }
}

impl From<ConfigureMailboxError> for ApiError {
    fn from(error: ConfigureMailboxError) -> Self {
        match error {
            ConfigureMailboxError::PasswordNeeded => {
                Self::invalid_field("/password", "required", error.to_string())
            }
            ConfigureMailboxError::Store(error) => error.into(),
        }
    }
}

impl From<CreateWebFormError> for ApiError {
    fn from(error: CreateWebFormError) -> Self {
        match error {
            CreateWebFormError::TooMany => Self::new(Code::Conflict, error.to_string()),
            CreateWebFormError::Store(error) => error.into(),
        }
    }
}

impl From<FindMailError> for ApiError {
    fn from(error: FindMailError) -> Self {
        match error {
            FindMailError::UnknownCustomer => Self::not_found("customer"),
            FindMailError::UnknownMail => Self::not_found("mail"),
            FindMailError::Store(error) => error.into(),
        }
    }
}

impl From<ReceiveMailError> for ApiError {
    fn from(error: ReceiveMailError) -> Self {
        match error {
            ReceiveMailError::UnknownCustomer => Self::not_found("customer"),
            ReceiveMailError::Store(error) => error.into(),
        }
    }
}

impl From<ReadCardError> for ApiError {
    fn from(error: ReadCardError) -> Self {
        match error {
            ReadCardError::Segment(error) => error.into(),
            ReadCardError::Store(error) => error.into(),
        }
    }
}

impl From<OpenCaseError> for ApiError {
    fn from(error: OpenCaseError) -> Self {
        match error {
            OpenCaseError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            OpenCaseError::UnknownAssignee => Self::not_found_at("/assignee_id", "user"),
            OpenCaseError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeCaseError> for ApiError {
    fn from(error: ChangeCaseError) -> Self {
        match error {
            ChangeCaseError::IllegalMove { .. } => Self::new(Code::Conflict, error.to_string()),
            ChangeCaseError::UnknownAssignee => Self::not_found_at("/assignee_id", "user"),
            ChangeCaseError::Store(error) => error.into(),
        }
    }
}

impl From<AddCaseMessageError> for ApiError {
    fn from(error: AddCaseMessageError) -> Self {
        match error {
            AddCaseMessageError::UnknownCase => Self::not_found("case"),
            AddCaseMessageError::Closed => Self::new(Code::Conflict, error.to_string()),
            AddCaseMessageError::Store(error) => error.into(),
        }
    }
}
