//! A job on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::BulkEdit;
use regulars_flows::{
    DataExport, EraseMany, MailJob, MakeDataExport, Section, SimulatePast, WorkOnAccrual, WorkOnBulkEdit,
    WorkOnImport, WriteExport,
};
use regulars_jobs::{JobRecord, JobState};
use regulars_kernel::{CustomerId, InvoiceId, NewsletterId, OfferId};
use regulars_loyalty::{PastSimulation, PointAccrual};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::programmes::past_simulations::body::progress_of;

/// Where a job stands.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobStatusBody {
    /// It waits for its turn, or to be tried again.
    Queued,
    /// It is being done.
    Running,
    /// It is done: the mail has left, the rows are looked at or written, or the customers are changed.
    Done,
    /// It has failed for good; `error` says why.
    Failed,
    /// It was called off.
    Cancelled,
}

impl From<JobState> for JobStatusBody {
    fn from(state: JobState) -> Self {
        match state {
            JobState::Queued => Self::Queued,
            JobState::Running => Self::Running,
            JobState::Done => Self::Done,
            JobState::Failed => Self::Failed,
            JobState::Cancelled => Self::Cancelled,
        }
    }
}

impl From<JobStatusBody> for JobState {
    fn from(status: JobStatusBody) -> Self {
        match status {
            JobStatusBody::Queued => Self::Queued,
            JobStatusBody::Running => Self::Running,
            JobStatusBody::Done => Self::Done,
            JobStatusBody::Failed => Self::Failed,
            JobStatusBody::Cancelled => Self::Cancelled,
        }
    }
}

/// What a job does.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobKindBody {
    /// Asks a customer by e-mail for consent to advertising.
    OptInMail,
    /// Asks a member by e-mail to become a regular.
    RegularRequestMail,
    /// Reminds a customer by e-mail of an invoice.
    InvoiceReminderMail,
    /// Brings an offer to an employee of a company by e-mail.
    OfferMail,
    /// Brings a customer the link to the card by e-mail.
    CardMail,
    /// Sends a newsletter to somebody of the staff.
    NewsletterTestMail,
    /// Sends a mail that this version no longer sends.
    OtherMail,
    /// Reads a file of customers, looks at its rows, or writes them.
    CustomerImport,
    /// Changes many customers, or changes them back.
    CustomerBulkEdit,
    /// Gives points to many members, or takes them back.
    PointAccrual,
    /// Tries a programme with receipts of the past.
    PastSimulation,
    /// Erases many customers.
    CustomerDeletion,
    /// Exports what is known of a customer.
    DataExport,
    /// Writes a list into a file.
    Export,
}

/// How far something is.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobProgressBody {
    /// How many it is through with.
    #[schema(example = 1, minimum = 0)]
    pub done: u64,
    /// How many there are.
    #[schema(example = 2, minimum = 0)]
    pub total: u64,
}

/// Something that goes on after its request was answered.
#[derive(Serialize, ToSchema)]
pub struct JobBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe1")]
    id: Uuid,
    /// What it does.
    kind: JobKindBody,
    /// Where it stands.
    status: JobStatusBody,
    /// The customer who is asked or reminded.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Option<Uuid>,
    /// The newsletter that is shown.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")]
    newsletter_id: Option<Uuid>,
    /// The invoice that is reminded of.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    invoice_id: Option<Uuid>,
    /// The offer that is sent.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c40")]
    offer_id: Option<Uuid>,
    /// The file of customers.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0")]
    import_id: Option<Uuid>,
    /// The bulk edit of customers.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb8")]
    bulk_edit_id: Option<Uuid>,
    /// The bulk accrual of points.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c80")]
    accrual_id: Option<Uuid>,
    /// The simulation with receipts of the past.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca0")]
    simulation_id: Option<Uuid>,
    /// How far it is, where that can be told: customers whose turn has come, of all who are meant; of an export of what is
    /// known of a customer, the sections that are written.
    progress: Option<JobProgressBody>,
    /// The erasure of many customers.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9")]
    deletion_id: Option<Uuid>,
    /// The file that is written.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea")]
    export_id: Option<Uuid>,
    /// The export of what is known of a customer.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50")]
    data_export_id: Option<Uuid>,
    /// How often it was tried.
    #[schema(example = 1, minimum = 0)]
    attempts: u32,
    /// How the last attempt ended, where it failed: the step of the dialogue with the mail relay and the code of its answer.
    #[schema(example = "recipient: 550")]
    error: Option<String>,
    /// When it is due, or was.
    #[schema(example = "2026-11-21T10:00:00Z")]
    run_at: DateTime<Utc>,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was done or failed for good.
    finished_at: Option<DateTime<Utc>>,
}

impl From<JobRecord> for JobBody {
    fn from(job: JobRecord) -> Self {
        let about = MailJob::of(&job);
        let invoice_id = match about {
            Some(MailJob::InvoiceReminder(invoice, _)) => Some(InvoiceId::value(invoice)),
            _ => None,
        };
        let offer_id = match about {
            Some(MailJob::Offer(offer, _)) => Some(OfferId::value(offer)),
            _ => None,
        };
        let (kind, customer, newsletter) = match about {
            Some(MailJob::OptIn(customer)) => (JobKindBody::OptInMail, customer, None),
            Some(MailJob::BecomeRegular(customer)) => (JobKindBody::RegularRequestMail, customer, None),
            Some(MailJob::NewsletterTest(newsletter)) => {
                (JobKindBody::NewsletterTestMail, None, Some(newsletter))
            }
            Some(MailJob::InvoiceReminder(_, customer)) => {
                (JobKindBody::InvoiceReminderMail, Some(customer), None)
            }
            Some(MailJob::Offer(_, customer)) => (JobKindBody::OfferMail, Some(customer), None),
            Some(MailJob::Card(customer)) => (JobKindBody::CardMail, Some(customer), None),
            None => (JobKindBody::OtherMail, None, None),
        };
        Self {
            invoice_id,
            offer_id,
            import_id: None,
            bulk_edit_id: None,
            accrual_id: None,
            simulation_id: None,
            progress: None,
            deletion_id: None,
            export_id: None,
            data_export_id: None,
            id: job.id.value(),
            kind,
            status: job.state.into(),
            customer_id: customer.map(CustomerId::value),
            newsletter_id: newsletter.map(NewsletterId::value),
            attempts: job.attempts,
            error: job.last_error,
            run_at: job.run_at,
            created_at: job.created_at,
            finished_at: job.finished_at,
        }
    }
}

impl JobBody {
    /// A job that works on an import.
    pub fn of_import(job: JobRecord) -> Self {
        let import = serde_json::from_value::<WorkOnImport>(job.payload.clone()).ok();
        let import_id = import.map(|payload| payload.import().value());
        Self { kind: JobKindBody::CustomerImport, import_id, ..Self::from(job) }
    }

    /// A job that works on a bulk edit. How far it is is known as long as no later job works on the same.
    pub fn of_bulk_edit(job: JobRecord, edit: Option<BulkEdit>) -> Self {
        let payload = serde_json::from_value::<WorkOnBulkEdit>(job.payload.clone()).ok();
        let bulk_edit_id = payload.map(|payload| payload.bulk_edit().value());
        let edit = edit.filter(|edit| edit.job == job.id);
        let progress = edit.map(|edit| JobProgressBody { done: edit.done, total: edit.total });
        Self { kind: JobKindBody::CustomerBulkEdit, bulk_edit_id, progress, ..Self::from(job) }
    }

    /// A job that works on a bulk accrual. How far it is is known as long as no later job works on the same.
    pub fn of_accrual(job: JobRecord, accrual: Option<PointAccrual>) -> Self {
        let payload = serde_json::from_value::<WorkOnAccrual>(job.payload.clone()).ok();
        let accrual_id = payload.map(|payload| payload.accrual().value());
        let accrual = accrual.filter(|accrual| accrual.job == Some(job.id));
        let progress = accrual.map(|accrual| JobProgressBody { done: accrual.done, total: accrual.total });
        Self { kind: JobKindBody::PointAccrual, accrual_id, progress, ..Self::from(job) }
    }

    /// A job that tries a programme with receipts of the past.
    pub fn of_simulation(job: JobRecord, simulation: Option<&PastSimulation>) -> Self {
        let payload = serde_json::from_value::<SimulatePast>(job.payload.clone()).ok();
        let simulation_id = payload.map(|payload| payload.simulation().value());
        let progress = simulation.and_then(progress_of);
        Self { kind: JobKindBody::PastSimulation, simulation_id, progress, ..Self::from(job) }
    }

    /// A job that exports what is known of a customer.
    pub fn of_data_export(job: JobRecord, export: Option<DataExport>) -> Self {
        let payload = serde_json::from_value::<MakeDataExport>(job.payload.clone()).ok();
        let data_export_id = payload.map(|payload| payload.export().value());
        let progress = export.map(|export| JobProgressBody {
            done: u64::from(export.sections_done),
            total: u64::from(Section::COUNT),
        });
        Self { kind: JobKindBody::DataExport, data_export_id, progress, ..Self::from(job) }
    }

    /// A job that erases many customers.
    pub fn of_deletion(job: JobRecord) -> Self {
        let deletion = serde_json::from_value::<EraseMany>(job.payload.clone()).ok();
        let deletion_id = deletion.map(|payload| payload.deletion().value());
        Self { kind: JobKindBody::CustomerDeletion, deletion_id, ..Self::from(job) }
    }

    /// A job that writes an export.
    pub fn of_export(job: JobRecord) -> Self {
        let export = serde_json::from_value::<WriteExport>(job.payload.clone()).ok();
        let export_id = export.map(|payload| payload.export().value());
        Self { kind: JobKindBody::Export, export_id, ..Self::from(job) }
    }
}
