import pathlib
import tempfile
import unittest

from source_layout import complaints, names_of_two_things


class SourceLayout(unittest.TestCase):
    def complaints_about(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
            return list(complaints(pathlib.Path(folder)))

    def test_a_file_of_600_lines_passes_and_one_more_does_not(self):
        self.assertEqual(self.complaints_about("crates/a/src/b.rs", "\n" * 600), [])
        self.assertEqual(len(self.complaints_about("crates/a/src/b.rs", "\n" * 601)), 1)

    def test_tests_may_be_long(self):
        self.assertEqual(self.complaints_about("tests/src/b.rs", "\n" * 601), [])
        self.assertEqual(self.complaints_about("crates/a/src/b/tests.rs", "\n" * 601), [])

    def test_names_that_say_nothing_are_found_as_file_folder_and_inline_module(self):
        self.assertEqual(len(self.complaints_about("crates/a/src/utils.rs", "")), 1)
        self.assertEqual(len(self.complaints_about("crates/a/src/common/b.rs", "")), 1)
        self.assertEqual(len(self.complaints_about("crates/a/src/b.rs", "pub(crate) mod misc {}\n")), 1)
        self.assertEqual(self.complaints_about("crates/a/src/b.rs", "mod uncommon {}\n"), [])

    def test_a_handler_reads_bodies_by_our_extractors_only(self):
        handler = '#[post("/p/{{token}}")]\npub async fn set(\n    token: web::Path<String>,\n    body: {},\n) -> X {{\n}}\n'
        for kind in ("web::Bytes", "web::Form<A>", "web::Json<A>", "Bytes", "String", "Either<A, B>", "Option<web::Payload>"):
            found = self.complaints_about("crates/api/src/pages/b.rs", handler.format(kind))
            self.assertEqual(len(found), 1, kind)
        for kind in ("SentForm", "Body<A>", "Image", "web::Data<Application>"):
            self.assertEqual(self.complaints_about("crates/api/src/pages/b.rs", handler.format(kind)), [], kind)
        taken = "let payload = payload.take();\n"
        self.assertEqual(len(self.complaints_about("crates/api/src/v1/b.rs", taken)), 1)
        self.assertEqual(self.complaints_about("crates/api/src/extract/b.rs", taken), [])

    def test_a_public_type_has_its_name_to_itself(self):
        with tempfile.TemporaryDirectory() as folder:
            for crate, text in (("a", "pub struct Line;\nstruct Own;\n"), ("b", "pub enum Line {}\npub struct Own;\n"), ("bench", "pub type Line = u8;\n")):
                file = pathlib.Path(folder, "crates", crate, "src/c.rs")
                file.parent.mkdir(parents=True)
                file.write_text(text, encoding="utf-8")
            found = list(names_of_two_things(pathlib.Path(folder)))
            self.assertEqual(len(found), 1, found)
            self.assertIn("Line", found[0])


if __name__ == "__main__":
    unittest.main()
