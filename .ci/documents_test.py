"""The texts for people name files that are there."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATH = re.compile(r"`((?:crates|docs|migrations|openapi|tests|docker|\.ci)(?:/[\w.-]+)*)`|\]\((?!https?:)([\w./-]+)\)")


def missing(document, text):
    for named, linked in PATH.findall(text):
        path = ROOT / named if named else document.parent / linked
        if not path.exists():
            yield f"{document.relative_to(ROOT)}: {named or linked}"


class Documents(unittest.TestCase):
    def test_every_path_is_there(self):
        documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        self.assertGreater(len(documents), 5)
        found = [complaint for document in documents for complaint in missing(document, document.read_text("utf-8"))]
        self.assertEqual(found, [])

    def test_a_path_that_is_not_there_is_found(self):
        text = "see `crates/nowhere/src/lib.rs` and [this](nowhere.md)"
        self.assertEqual(len(list(missing(ROOT / "README.md", text))), 2)


if __name__ == "__main__":
    unittest.main()
