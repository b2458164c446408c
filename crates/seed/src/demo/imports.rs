//! Two files of customers that wait for somebody to look at what their rows would do, and one whose rows were written.

use regulars_interchange::{
    Cell, ColumnTarget, Disposition, DispositionCounts, Field, FileKind, Import, ImportMapping,
    ImportMappingStore, ImportOptions, ImportState, ImportStore, MappedHeading, Policy, Remark, RemarkCode,
    RowResult, StagedRow, TableProfile, recognise,
};
use regulars_kernel::{ImportId, ImportMappingId, JobId, StoreError};
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::merchant::scope;
use super::past::Ground;
use crate::{SeedError, label};

/// One to be changed, one to be committed and one to be undone.
const IMPORTS: [(Uuid, ImportState); 3] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0"), ImportState::Checked),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb1"), ImportState::Checked),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb2"), ImportState::Committed),
];
const HEADINGS: [&str; 3] = ["Ime", "Prezime", "E-mail"];
const ROWS: [[&str; 3]; 2] =
    [["Nikola", "Tadić", "nikola.tadic@example.com"], ["Ivana", "Lukić", "ivana.lukic"]];

/// One to be shown and one to be deleted.
const MAPPINGS: [Uuid; 2] =
    [uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb4"), uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb5")];

/// Makes stored mappings.
async fn make_mappings(ground: &Ground<'_>) -> Result<(), SeedError> {
    for id in MAPPINGS {
        let mapping = ImportMapping {
            id: ImportMappingId::new(id),
            name: label("Stara kasa")?,
            columns: vec![MappedHeading {
                heading: label("Pošta")?,
                target: Some(ColumnTarget::Field(Field::Email)),
                policy: Policy::FillEmpty,
            }],
            created_at: instant_of(id)?,
        };
        ground
            .database
            .write(scope(), move |tx| Box::pin(async move { tx.insert_mapping(&mapping).await }))
            .await?;
    }
    Ok(())
}

/// Makes the imports, as a worker leaves them that has looked at their rows.
pub async fn make_imports(ground: &Ground<'_>) -> Result<(), SeedError> {
    make_mappings(ground).await?;
    for (id, state) in IMPORTS {
        let (import, rows, results) = looked_at(id, state)?;
        ground
            .database
            .write(scope(), move |tx| {
                Box::pin(async move {
                    tx.insert_import(&import).await?;
                    tx.stage_rows(import.id, &rows).await?;
                    tx.write_row_results(import.id, &results).await?;
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

fn looked_at(id: Uuid, state: ImportState) -> Result<(Import, Vec<StagedRow>, Vec<RowResult>), SeedError> {
    let mut profile = TableProfile::default();
    let rows: Vec<StagedRow> = (2..)
        .zip(ROWS)
        .map(|(number, cells)| StagedRow { number, cells: cells.map(Cell::of).to_vec() })
        .collect();
    rows.iter().for_each(|row| profile.see(&row.cells));
    let (columns, layout) = recognise(&HEADINGS.map(|heading| Some(heading.to_owned())), &profile);
    let wrong = Remark::of_cell(2, RemarkCode::Invalid, "ivana.lukic", "must be an e-mail address");
    let result = |number, disposition, remarks| RowResult {
        number,
        disposition: Some(disposition),
        customer: None,
        remarks,
        undo: None,
    };
    // Of the one whose rows were written nobody is new: what the demo has of customers stays as it is.
    let first = if state.is_written() { Disposition::Unchanged } else { Disposition::Create };
    let results = vec![result(2, first, Vec::new()), result(3, Disposition::Error, vec![wrong])];
    let import = Import {
        id: ImportId::new(id),
        file_name: label("kupci.csv")?,
        size: 98,
        state,
        problem: None,
        kind: Some(FileKind::Csv),
        dialect: Some((';', "UTF-8".to_owned())),
        layout,
        columns,
        options: ImportOptions::default(),
        rows: 2,
        at_row: 3,
        counts: DispositionCounts::default().with([first, Disposition::Error]),
        revision: 0,
        job: JobId::new(id),
        created_at: instant_of(id)?,
        updated_at: instant_of(id)?,
    };
    Ok((import, rows, results))
}
