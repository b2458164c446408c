//! Measures the program against the limits of what it is built on, in one run on one machine, and prints a table.
//!
//! `make bench` runs it. It starts a PostgreSQL cluster and a mail sink of its own, loads data into them, and talks to
//! 127.0.0.1 only. `BENCH_FULL=1` takes 1,000,000 customers and 10,000,000 purchases and needs some 30 GB of disk.
//! `BENCH_TRIAL=1` takes next to nothing, to try the bench itself. `BENCH_ONLY` names the parts to run, separated by
//! commas: postgres, sqlite, smtp, import, accrual, lists; `BENCH_ATTACK` the beginning of the names of the attacks to try.

mod clients;
mod figures;
mod http;
mod machine;
mod measure;
mod pgbench;
mod postgres;
mod program;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use figures::Line;
use measure::smtp_driver::Sink;
use measure::{
    accrual_postgres, crowd, export, freeze_and_send, idle, import_postgres, import_sqlite, lookup, preview,
    purchase_postgres, purchase_sqlite, search, smtp_driver,
};
use postgres::Postgres;
use program::{Program, Size};

/// Whatever ends the bench.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How much is measured.
struct Extent {
    size: Size,
    /// SQLite takes no bulk load, so it gets a tenth.
    embedded: Size,
    rounds: u32,
    duration: Duration,
    messages: u32,
    /// How many rows a file of customers has.
    imported: u32,
}

impl Extent {
    fn chosen() -> Self {
        let full = std::env::var("BENCH_FULL").is_ok_and(|value| value == "1");
        let size = |customers, purchases| Size { customers, purchases };
        // A trial of the bench itself needs little.
        let trial = std::env::var("BENCH_TRIAL").is_ok_and(|value| value == "1");
        if trial {
            let (size, duration) = (size(2_000, 10_000), Duration::from_secs(2));
            return Self { size, embedded: size, rounds: 1, duration, messages: 2_000, imported: 2_000 };
        }
        Self {
            size: if full { size(1_000_000, 10_000_000) } else { size(100_000, 1_000_000) },
            embedded: if full { size(100_000, 1_000_000) } else { size(20_000, 200_000) },
            rounds: 3,
            duration: Duration::from_secs(if full { 20 } else { 8 }),
            messages: if full { 200_000 } else { 20_000 },
            imported: if full { 1_000_000 } else { 100_000 },
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let extent = Extent::chosen();
    let programs = programs()?;
    // Under the folder for temporary files: the user of the database must be able to get there.
    let folder = tempfile::Builder::new().prefix("regulars-bench.").tempdir()?;
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    println!(
        "{} processors; load averages at the beginning: {}",
        machine::processors(),
        machine::load_averages()
    );
    let mut lines = Vec::new();
    let mut details = Vec::new();
    let mut crowds = Vec::new();
    let mut done = Ok(());
    if wanted("postgres") || wanted("import") || wanted("accrual") || wanted("lists") {
        done = on_postgres(&extent, &programs, folder.path(), &mut lines, &mut details, &mut crowds);
    }
    if (wanted("sqlite") || wanted("import") || wanted("lists")) && done.is_ok() {
        done = on_sqlite(&extent, &programs, folder.path(), &mut lines, &mut crowds);
    }
    println!("load averages at the end: {}\n", machine::load_averages());
    figures::print(&lines);
    if !details.is_empty() {
        println!("\n| Filter | Counted | By hand | Ours | By hand | Ratio |\n|---|---|---|---|---|---|");
        println!("{}", details.join("\n"));
    }
    if !crowds.is_empty() {
        println!("\n| Beside the till | p99 alone | p99 beside it | Ratio | Slowest /healthz | Resident |");
        println!("|---|---|---|---|---|---|\n{}", crowds.join("\n"));
    }
    // What was measured before a failure is told all the same.
    done
}

fn wanted(part: &str) -> bool {
    std::env::var("BENCH_ONLY").map_or(true, |parts| parts.split(',').any(|named| named == part))
}

/// The folder that this program was built into, where the others are.
fn programs() -> Result<PathBuf, Failure> {
    let own = std::env::current_exe()?;
    Ok(own.parent().ok_or("the bench is in no folder")?.to_owned())
}

fn on_postgres(
    extent: &Extent,
    programs: &Path,
    folder: &Path,
    lines: &mut Vec<Line>,
    details: &mut Vec<String>,
    crowds: &mut Vec<String>,
) -> Result<(), Failure> {
    let Extent { size, rounds, duration, messages, .. } = *extent;
    let postgres = Postgres::start(folder)?;
    let work = folder.join("on-postgres");
    let (program, took) = Program::load(&programs.join("regulars"), &work, postgres.url(), size)?;
    let bytes = postgres.sql("SELECT pg_size_pretty(pg_database_size(current_database()))")?;
    tell(&format!(
        "PostgreSQL: {} customers and {} purchases loaded in {:.0} s, {bytes}",
        size.customers,
        size.purchases,
        took.as_secs_f64()
    ));
    if wanted("import") {
        lines.push(import_postgres::measure(&programs.join("regulars"), folder, &postgres, extent.imported)?);
        tell("import: done");
    }
    if wanted("accrual") {
        lines.push(accrual_postgres::measure(
            &programs.join("regulars"),
            folder,
            &postgres,
            extent.imported,
        )?);
        tell("accrual: done");
    }
    if wanted("lists") {
        let server = program.serve(&["--with-worker"], &[])?;
        lines.push(search::measure(&program, &server, "PostgreSQL", size.customers, rounds)?);
        tell("search: done");
        lines.extend(export::measure(&program, &server, Some(&postgres), size.customers, rounds)?);
        tell("export: done");
        server.process.end()?;
    }
    if !wanted("postgres") {
        return Ok(());
    }
    lines.push(idle::measure(&program, "PostgreSQL", rounds)?);
    tell("idle: done");
    let sink = Sink::start()?;
    let relay = format!("smtp://127.0.0.1:{}?tls=none", sink.port);
    let server = program.serve(&[], &[("REGULARS_SMTP_URL", &relay)])?;
    let (line, filters) = preview::measure(&program, &server, &postgres, size.customers, rounds)?;
    lines.push(line);
    details.extend(filters);
    tell("preview: done");
    lines.push(lookup::on_postgres(&program, &server, &postgres, &work, rounds, duration / 2)?);
    tell("lookup: done");
    lines.push(purchase_postgres::measure(&program, &server, &postgres, &work, rounds, duration)?);
    tell("purchase: done");
    lines.push(freeze_and_send::freeze(&program, &server, &postgres, size.customers, rounds)?);
    tell("freeze: done");
    if wanted("smtp") {
        lines.push(smtp_driver::measure(&programs.join("examples/blast"), &sink, messages, rounds)?);
        tell("SMTP driver: done");
        lines.push(freeze_and_send::send_all(&program, &server, &sink, size.customers, rounds)?);
        tell("newsletter: done");
    }
    let peak = machine::memory(server.process.id(), "VmHWM")?;
    tell(&format!("the server's peak memory over all of it: {peak:.0} MiB"));
    server.process.end()?;
    let (beside, rows) = crowd::measure(&program, "PostgreSQL", duration, 150.0)?;
    lines.extend(beside);
    crowds.extend(rows);
    tell("the till beside attacks on PostgreSQL: done");
    Ok(())
}

fn on_sqlite(
    extent: &Extent,
    programs: &Path,
    folder: &Path,
    lines: &mut Vec<Line>,
    crowds: &mut Vec<String>,
) -> Result<(), Failure> {
    let Extent { embedded, rounds, duration, .. } = *extent;
    let work = folder.join("on-sqlite");
    let file = work.join("regulars.db");
    let url = format!("sqlite://{}", file.display());
    let (program, took) = Program::load(&programs.join("regulars"), &work, url, embedded)?;
    tell(&format!(
        "SQLite: {} customers and {} purchases loaded in {:.0} s, {:.0} MB",
        embedded.customers,
        embedded.purchases,
        took.as_secs_f64(),
        std::fs::metadata(&file)?.len() as f64 / 1e6
    ));
    if wanted("import") {
        lines.push(import_sqlite::measure(&program, extent.imported / 5)?);
        tell("import on SQLite: done");
    }
    if wanted("lists") {
        let server = program.serve(&[], &[])?;
        lines.push(search::measure(&program, &server, "SQLite", embedded.customers, rounds)?);
        tell("search on SQLite: done");
        lines.extend(export::measure(&program, &server, None, embedded.customers, rounds)?);
        tell("export on SQLite: done");
        server.process.end()?;
    }
    if !wanted("sqlite") {
        return Ok(());
    }
    lines.push(idle::measure(&program, "SQLite", rounds)?);
    let (line, server) = purchase_sqlite::measure(&program, &file, rounds, duration)?;
    lines.push(line);
    tell("purchase on SQLite: done");
    lines.push(lookup::on_sqlite(&program, &server, rounds, duration / 2)?);
    tell("lookup on SQLite: done");
    server.process.end()?;
    let (beside, rows) = crowd::measure(&program, "SQLite", duration, 250.0)?;
    lines.extend(beside);
    crowds.extend(rows);
    tell("the till beside attacks on SQLite: done");
    Ok(())
}

/// Tells on the error output how far the bench has come, so that the table can be taken from the other one.
fn tell(text: &str) {
    use std::sync::OnceLock;
    static STARTED: OnceLock<Instant> = OnceLock::new();
    let seconds = STARTED.get_or_init(Instant::now).elapsed().as_secs();
    eprintln!("[{seconds:>4} s] {text}");
}
