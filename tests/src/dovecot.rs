//! A real IMAP server (Dovecot), on this machine, with a folder of its own.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

/// How long the server may take to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// An IMAP server with one user, which ends with the test.
pub struct Dovecot {
    folder: TempDir,
    port: u16,
    encrypted_port: Option<u16>,
    delivered: std::cell::Cell<u32>,
}

impl Dovecot {
    /// The name of its user.
    pub const USER: &'static str = "pekara";
    /// The password of its user.
    pub const PASSWORD: &'static str = "tajna \"lozinka\" ščž";

    /// Starts it. It has the folders `INBOX`, `Sent` and `Послато`.
    pub fn start() -> Self {
        Self::start_with(false)
    }

    /// Starts it with a certificate of an authority of its own: encrypted from the first byte at one port, and by `STARTTLS` at the
    /// other.
    pub fn start_encrypted() -> Self {
        Self::start_with(true)
    }

    fn start_with(is_encrypted: bool) -> Self {
        let folder = tempfile::Builder::new().prefix("regulars-dovecot").tempdir().unwrap();
        // Both are held until each is known, so that they differ.
        let [bare, encrypted] = ["127.0.0.1:0"; 2].map(|address| TcpListener::bind(address).unwrap());
        let port_of = |listener: &TcpListener| listener.local_addr().unwrap().port();
        let (port, encrypted_port) = (port_of(&bare), is_encrypted.then(|| port_of(&encrypted)));
        drop((bare, encrypted));
        let server = Self { folder, port, encrypted_port, delivered: std::cell::Cell::new(0) };
        let path = server.folder.path();
        if is_encrypted {
            certify(path);
        }
        // Dovecot refuses to serve mail as root.
        let (user, group) = if is_root() {
            ("nobody".to_owned(), "nogroup".to_owned())
        } else {
            (told_by("id", &["-un"]), told_by("id", &["-gn"]))
        };
        fs::write(path.join("users"), format!("{}:{{PLAIN}}{}\n", Self::USER, Self::PASSWORD)).unwrap();
        fs::write(path.join("dovecot.conf"), settings(path, (port, encrypted_port), &user, &group)).unwrap();
        for name in ["", ".Sent", ".&BB8EPgRBBDsEMARCBD4-"] {
            for part in ["new", "cur", "tmp"] {
                fs::create_dir_all(server.maildir().join(name).join(part)).unwrap();
            }
        }
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        if is_root() {
            run("chown", &["-R", &format!("{user}:{group}"), &path.display().to_string()]);
        }
        let conf = path.join("dovecot.conf").display().to_string();
        // It returns once it listens.
        if is_root() {
            run("runuser", &["-u", &user, "--", "dovecot", "-c", &conf]);
        } else {
            run("dovecot", &["-c", &conf]);
        }
        server
    }

    /// The port at which it listens on this machine.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The port at which it is encrypted from the first byte.
    pub fn encrypted_port(&self) -> u16 {
        self.encrypted_port.expect("it was started with a certificate")
    }

    /// The file with the certificate of its authority.
    pub fn authority(&self) -> String {
        self.folder.path().join("authority.pem").display().to_string()
    }

    fn maildir(&self) -> PathBuf {
        self.folder.path().join("mail").join(Self::USER)
    }

    /// Puts a mail into a folder: `""` for the `INBOX`, `.Sent` and so on for another one.
    pub fn deliver(&self, folder: &str, mail: impl AsRef<[u8]>) {
        let number = self.delivered.get() + 1;
        self.delivered.set(number);
        let name = format!("{number:06}.test");
        let (waiting, there) = (
            self.maildir().join(folder).join("tmp").join(&name),
            self.maildir().join(folder).join("new").join(&name),
        );
        fs::write(&waiting, mail).unwrap();
        fs::rename(waiting, there).unwrap();
    }

    /// How many mails of a folder somebody has read, and how many there are.
    pub fn read_of(&self, folder: &str) -> (usize, usize) {
        let names = |part: &str| -> Vec<String> {
            let found = fs::read_dir(self.maildir().join(folder).join(part)).unwrap();
            found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let all: Vec<String> = names("new").into_iter().chain(names("cur")).collect();
        let is_read = |name: &&String| name.rsplit_once(":2,").is_some_and(|(_, flags)| flags.contains('S'));
        (all.iter().filter(is_read).count(), all.len())
    }

    /// Gives all mails of the `INBOX` other ids, as a server does that was set up anew.
    pub fn number_anew(&self) {
        for entry in fs::read_dir(self.maildir()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("dovecot") && !name.starts_with("dovecot-uidvalidity") {
                fs::remove_file(path).unwrap();
            }
        }
    }

    fn pid(&self) -> Option<String> {
        let pid = fs::read_to_string(self.folder.path().join("run/master.pid")).ok()?;
        Some(pid.trim().to_owned())
    }

    /// What it has written into its log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        let Some(pid) = self.pid() else { return };
        Command::new("kill").args(["-TERM", &pid]).status().ok();
        let end = Instant::now() + PATIENCE;
        while self.pid().is_some() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Makes an authority, and a certificate of it for this machine.
fn certify(folder: &Path) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "authority of a test");
    let authority = params.self_signed(&key).unwrap();
    let issuer = Issuer::new(params, key);
    let own_key = KeyPair::generate().unwrap();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let own = CertificateParams::new(names).unwrap().signed_by(&own_key, &issuer).unwrap();
    fs::write(folder.join("authority.pem"), pem("CERTIFICATE", authority.der())).unwrap();
    fs::write(folder.join("server.pem"), pem("CERTIFICATE", own.der())).unwrap();
    fs::write(folder.join("server.key"), pem("PRIVATE KEY", &own_key.serialize_der())).unwrap();
}

/// Bytes as RFC 7468 writes them.
fn pem(label: &str, bytes: &[u8]) -> String {
    let text = data_encoding::BASE64.encode(bytes);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn settings(folder: &Path, (port, encrypted): (u16, Option<u16>), user: &str, group: &str) -> String {
    let folder = folder.display();
    let (ssl, imaps) = match encrypted {
        Some(port) => {
            let certified =
                format!("ssl = yes\nssl_cert = <{folder}/server.pem\nssl_key = <{folder}/server.key");
            (certified, format!("port = {port}\n    ssl = yes"))
        }
        None => ("ssl = no".to_owned(), "port = 0".to_owned()),
    };
    format!(
        "base_dir = {folder}/run\nstate_dir = {folder}/run\nlog_path = {folder}/log\nprotocols = imap\n\
         listen = 127.0.0.1\n{ssl}\ndisable_plaintext_auth = no\nauth_failure_delay = 0\n\
         default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n\
         first_valid_uid = 1\nmail_uid = {user}\nmail_gid = {group}\nmail_fsync = never\n\
         mail_location = maildir:{folder}/mail/%u\n\
         passdb {{\n  driver = passwd-file\n  args = scheme=PLAIN {folder}/users\n}}\n\
         userdb {{\n  driver = static\n  args = uid={user} gid={group} home={folder}/mail/%u\n}}\n\
         service anvil {{\n  chroot =\n}}\nservice stats {{\n  chroot =\n}}\n\
         service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {port}\n  }}\n  \
         inet_listener imaps {{\n    {imaps}\n  }}\n}}\n"
    )
}

fn is_root() -> bool {
    told_by("id", &["-u"]) == "0"
}

fn told_by(program: &str, arguments: &[&str]) -> String {
    let told = Command::new(program).args(arguments).output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

fn run(program: &str, arguments: &[&str]) {
    // What it leaves running would hold its outputs open.
    let ended =
        Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(ended.success(), "{program} {arguments:?} ended with {ended}");
}
