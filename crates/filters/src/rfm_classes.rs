//! The RFM classes that a filter names, with their places.

use std::collections::BTreeSet;

use regulars_kernel::RfmClass;

use crate::{FieldCondition, Filter, FilterError, FilterErrorCode, TextField, TextTest};

impl Filter {
    /// The RFM classes that this tree names, each with the pointer to its name. Those of segments that it refers to are not
    /// among them.
    pub fn rfm_classes(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.clone().visit("", &mut |filter, pointer| {
            if let Self::Field(FieldCondition::Text(TextField::Rfm, test)) = filter {
                let in_list = matches!(test, TextTest::In(_) | TextTest::NotIn(_));
                for (index, class) in test.whole_texts_mut().iter().enumerate() {
                    let place = if in_list { format!("/value/{index}") } else { "/value".to_owned() };
                    found.push((format!("{pointer}{place}"), class.clone()));
                }
            }
        });
        found
    }

    /// Refuses a class that is none of these and not [`RfmClass::PROSPECT`].
    pub fn check_rfm_classes(&self, known: &BTreeSet<String>) -> Result<(), FilterError> {
        let unknown = self
            .rfm_classes()
            .into_iter()
            .find(|(_, class)| class != RfmClass::PROSPECT && !known.contains(class));
        unknown.map_or(Ok(()), |(pointer, _)| {
            let names: Vec<&str> = known.iter().map(String::as_str).chain([RfmClass::PROSPECT]).collect();
            let detail = format!("must be one of the classes {}", names.join(", "));
            Err(FilterError { pointer, code: FilterErrorCode::UnknownRfmClass, detail })
        })
    }
}
