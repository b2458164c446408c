//! What the audit trail notes of views.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_filters::Filter;

use super::view::{View, ViewColumn};

impl Recorded for View {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::View, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let column = |column: &ViewColumn| match column {
            ViewColumn::Named(name) => name.clone(),
            ViewColumn::Attribute(id) => format!("attribute {id}"),
        };
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .value("columns", self.columns.iter().map(column).collect::<Vec<_>>())
            .value("filter", self.filter.as_ref().map(Filter::to_stored_json))
            .value("sort", self.order.name())
            .value("shared", self.shared)
            .into_fields()
    }
}
