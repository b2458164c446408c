import pathlib
import tempfile
import unittest

from docker_check import check_compose, check_dockerfile, is_pinned, subcommand

GOOD = """
FROM rust:1.95 AS build
COPY Cargo.toml \\
     ./
RUN cargo build
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /regulars /regulars
USER 65532:65532
HEALTHCHECK --interval=10s CMD ["/regulars", "healthcheck"]
ENTRYPOINT ["/regulars"]
CMD ["serve", "--with-worker"]
"""


class DockerCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "Cargo.toml").touch()

    def complaints_after(self, good, bad):
        self.assertIn(good, GOOD)
        return check_dockerfile(self.root, GOOD.replace(good, bad))[0]

    def test_a_good_file_and_its_commands(self):
        complaints, commands = check_dockerfile(self.root, GOOD)
        self.assertEqual(complaints, [])
        self.assertEqual([subcommand(command) for command in commands], [["healthcheck"], [], ["serve"]])

    def test_each_fault_of_the_file_is_one_complaint(self):
        for good, bad in (
            ("USER 65532:65532", "USER root"),
            ("USER 65532:65532", ""),
            ("rust:1.95", "rust"),
            ("rust:1.95", "rust:latest"),
            ("COPY Cargo.toml", "COPY absent.toml"),
            ("COPY Cargo.toml", "ADD Cargo.toml"),
            ("--from=build", "--from=builder"),
            ('HEALTHCHECK --interval=10s CMD ["/regulars", "healthcheck"]', "HEALTHCHECK CMD regulars healthcheck"),
            ('CMD ["serve", "--with-worker"]', "CMD serve --with-worker"),
            ("USER 65532:65532", "RUN id\nUSER 65532"),
            ("RUN cargo build", "RUN apt-get install gcc"),
        ):
            self.assertEqual(len(self.complaints_after(good, bad)), 1, bad)

    def test_pinned_images(self):
        self.assertTrue(is_pinned("postgres:15"))
        self.assertTrue(is_pinned("localhost:5000/postgres:15"))
        self.assertFalse(is_pinned("localhost:5000/postgres"))
        self.assertFalse(is_pinned("postgres"))

    def test_compose(self):
        text = """
services:
  server:
    build: {context: ., dockerfile: absent}
    command: [serve]
    ports: ["8080:8080"]
    depends_on: {database: {condition: service_healthy}, mail: {condition: service_started}}
    volumes: ["data:/data"]
  database: {image: postgres, privileged: true}
"""
        complaints, commands = check_compose(self.root, text)
        self.assertEqual(commands, [["serve"]])
        self.assertEqual(len(complaints), 9, complaints)


if __name__ == "__main__":
    unittest.main()
