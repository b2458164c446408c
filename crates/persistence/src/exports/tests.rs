//! Exports in the store, with the flows that take their files away.

use regulars_flows::{
    ExportRequest, MeantPurchases, NewExport, WrittenRows, begin_export, forget_export, keep_rows,
    withdraw_every_export,
};
use regulars_interchange::{
    Export, ExportFormat, ExportHeading, ExportPart, ExportReads, ExportState, PartOutline, SheetPlace,
};
use regulars_kernel::{Actor, StoreError};
use serde_json::{Value, json};

use crate::trial::on_each_database;

fn new() -> NewExport {
    NewExport {
        request: ExportRequest::Purchases(MeantPurchases::default()),
        format: ExportFormat::Csv,
        headings: vec![ExportHeading { text: "Ime".to_owned(), is_number: false }],
    }
}

fn rows(number: u32, reached: Option<Value>) -> WrittenRows {
    let outline = PartOutline { number, sheet: 0, rows: 10, length: 4, checksum: u32::MAX, kept: 3 };
    WrittenRows {
        parts: vec![ExportPart { outline, bytes: vec![1, 2, 3] }],
        place: SheetPlace { sheet: 0, rows: 10 * (u64::from(number) + 1), length: 4 },
        size: reached.is_none().then_some(99),
        reached,
    }
}

#[tokio::test]
async fn rows_are_kept_once_and_a_file_is_as_it_was_written() {
    on_each_database(async |trial| {
        let scope = trial.new_merchant("files").await;
        trial
            .write(scope, |tx, stage| {
                Box::pin(async move {
                    let begun = begin_export(tx, &stage.environment, Actor::System, new()).await.unwrap();
                    let half = keep_rows(tx, &stage.environment, &begun, rows(0, Some(json!(["x"]))))
                        .await?
                        .unwrap();
                    assert_eq!((half.parts, half.rows, half.state), (1, 10, ExportState::Writing));
                    // Whoever has seen less comes too late.
                    assert!(keep_rows(tx, &stage.environment, &begun, rows(0, None)).await?.is_none());
                    assert!(keep_rows(tx, &stage.environment, &half, rows(1, None)).await?.is_none());
                    let whole: Export = tx.find_export(begun.id).await?.unwrap();
                    assert_eq!(
                        (whole.parts, whole.rows, whole.state, whole.size),
                        (2, 20, ExportState::Ready, Some(99))
                    );
                    let outlines = tx.outline_export(begun.id, 0).await?;
                    assert_eq!(outlines.iter().map(|part| part.number).collect::<Vec<_>>(), [0, 1]);
                    assert_eq!(outlines[1].checksum, u32::MAX);
                    assert_eq!(tx.read_export_part(begun.id, 0, 1).await?, Some(vec![1, 2, 3]));
                    assert_eq!(tx.count_kept_exports().await?, 1);
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn erasing_takes_every_file_away_and_has_those_at_hand_written_anew() {
    on_each_database(async |trial| {
        let scope = trial.new_merchant("files").await;
        trial
            .write(scope, |tx, stage| {
                Box::pin(async move {
                    let environment = &stage.environment;
                    let ready = begin_export(tx, environment, Actor::System, new()).await.unwrap();
                    keep_rows(tx, environment, &ready, rows(0, None)).await?;
                    let writing = begin_export(tx, environment, Actor::System, new()).await.unwrap();
                    keep_rows(tx, environment, &writing, rows(0, Some(json!(["x"])))).await?;
                    withdraw_every_export(tx, environment).await?;
                    let gone = tx.find_export(ready.id).await?.unwrap();
                    assert_eq!((gone.state, gone.request), (ExportState::Withdrawn, json!({})));
                    let anew = tx.find_export(writing.id).await?.unwrap();
                    assert_eq!(
                        (anew.state, anew.run, anew.parts, anew.rows),
                        (ExportState::Writing, 1, 0, 0)
                    );
                    assert_eq!(anew.reached, None);
                    for id in [ready.id, writing.id] {
                        while forget_export(tx, environment, id).await? {}
                        assert_eq!(tx.read_export_part(id, 0, 0).await?, None);
                    }
                    keep_rows(tx, environment, &anew, rows(0, None)).await?;
                    while forget_export(tx, environment, writing.id).await? {}
                    assert_eq!(tx.read_export_part(writing.id, 1, 0).await?, Some(vec![1, 2, 3]));
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .unwrap();
    })
    .await;
}
