#!/usr/bin/env python3
"""Makes the files of tests/corpus/odd. Needs LibreOffice Calc: apt-get install --no-install-recommends libreoffice-calc.

The tests read the files as they are checked in. What LibreOffice writes differs a little from one version to the other, so the
folder is made anew only when a file is added.
"""

import pathlib
import shutil
import subprocess
import tempfile
import zipfile
from xml.sax.saxutils import escape

FOLDER = pathlib.Path(__file__).parent / "odd"
PEOPLE = [
    ["Šifra kupca", "Ime", "Prezime", "E-mail", "Telefon", "Datum rođenja", "Poštanski broj", "Mesto"],
    ["007", "Đorđe", "Čvorović", "djordje@example.com", "064/123-4567", "17.05.1990", "01100", "Čačak"],
    ["008", "Žana", "Šćepanović", "zana@example.com", "", "", "", "Niš"],
]


def write(name, data):
    (FOLDER / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


def lines(rows, separator=";", end="\n"):
    return "".join(separator.join(row) + end for row in rows)


def separated_by_hand():
    """What LibreOffice does not write, or not as other programs do."""
    plain = lines(PEOPLE)
    write("utf-8-bom.csv", "\ufeff" + plain)
    write("utf-16-le.csv", b"\xff\xfe" + plain.encode("utf-16-le"))
    write("utf-16-be.csv", b"\xfe\xff" + plain.encode("utf-16-be"))
    write("utf-16-cut.csv", b"\xff\xfe" + plain.encode("utf-16-le")[:-1])
    write("pipe.csv", lines(PEOPLE, "|"))
    write("carriage-returns.csv", lines(PEOPLE, ";", "\r"))
    write("crlf-and-blank-lines.csv", lines(PEOPLE, ";", "\r\n") + "\r\n\r\n;;;;;;;\r\n")
    write("no-last-line-end.csv", plain.rstrip("\n"))
    write("sep-line.csv", "sep=;\n" + plain)
    write("one-latin-byte.csv", plain.replace("Niš", "NI").encode("utf-8").replace(b"NI", b"Ni\x9a"))
    write("composed-accents.csv", "Pos\u030ctanski broj;Prezime;Datum rodjenja\n01100;Jovic\u0301;1990-05-17\n")
    write("one-accent.csv", "Ime,Prezime,Pošta\nAna,Jović,ana@example.com\n")
    write("invisible-signs.csv", "\u200bexternal_id\u200b,first\u00adname\n\u200b7,An\u200ba\n")
    write("no-break-spaces.csv", "\u00a0external_id\u00a0;first\u00a0name\u00a0\n\u00a07\u00a0;\u00a0Ana\u00a0\n")
    write("quoted.csv", 'external_id,first_name,last_name,street\r\n1,"Ana ""Ani""","Jović, Kos","Ulica 1\nulaz 2"\r\n2,Eva,Kos,"Ulica; 2"\r\n')
    write("quote-left-open.csv", 'external_id,first_name\n1,"Ana\n2,Eva\n')
    write("quote-inside.csv", 'external_id,first_name\n1,An"a\n2,"Eva" Kos\n')
    write("ragged.csv", "external_id,first_name,city\n1,Ana\n2,Eva,Niš,extra,more\n3\n")
    write("white-space.csv", " \n\t\n ; \n")
    write("no-bytes.csv", "")
    write("only-headings.csv", "external_id,email\n")
    write("no-heading.csv", "external_id,,first_name\n1,x,Ana\n")
    write("headings-in-row-two.csv", ";;\nIme;Prezime;E-mail\nAna;Kos;a@example.com\n")
    write("duplicate-headings.csv", "email,Ime,email\na@example.com,Ana,b@example.com\n")
    write("two-about-the-same.csv", "E-mail,email address,Ime\na@example.com,b@example.com,Ana\n")
    write("leading-zeros.csv", "external_id,phone,postcode\n0007,0641234567,01100\n7,,11000\n")
    write("calculated.csv", "external_id,phone\n1,381641234567.0\n2,381641234568.00\n3,3.81641E+11\n4,3.81641234567e+11\n5,064.123.4569\n6,+381 64/123-45-70\n7,381641234571.5\n")
    write("marks.csv", "external_id,first_name,phone\n'007,'=Ana,'+381641234567\n8,=1+1,\n")
    write("day-first.csv", "external_id,birth_date\n1,03.04.1990\n2,17.05.1991\n")
    write("month-first.csv", "external_id,birth_date\n1,03/04/1990\n2,05/17/1991\n")
    write("dates-of-no-calendar.csv", "external_id,birth_date\n1,31.02.1990\n2,1990-13-01\n3,17.05.90\n4,0000-00-00\n")
    write("same-person-twice.csv", "external_id,first_name,email\n1,Ana,a@example.com\n1,Ana,a@example.com\n,Ana,A@Example.com\n")
    write("columns-200.csv", "external_id," + ",".join(f"x{n}" for n in range(199)) + "\n1" + ",y" * 199 + "\n")
    write("columns-201.csv", "external_id," + ",".join(f"x{n}" for n in range(200)) + "\n1" + ",y" * 200 + "\n")
    write("long-cell.csv", "external_id,city\n1," + "x" * 4001 + "\n2," + "č" * 300 + "\n")
    write("one-long-line.csv", "external_id" + "x" * 9000 + "\n")
    write("nul.csv", b"a;b\n1;\x00\x01;3\n")
    write("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")
    write("page.html.csv", "<html><body><table><tr><td>email</td></tr></table></body></html>\n")
    write("json.csv", '{"customers": [{"email": "a@example.com"}]}\n')
    for name, text in {
        "german.csv": "Kundennummer;Vorname;Nachname;E-Mail-Adresse;Geburtsdatum;PLZ;Ort\n7;Jürgen;Groß;j@example.com;17.05.1990;01067;Köln\n",
        "polish.csv": "Imię;Nazwisko;Adres e-mail;Data urodzenia;Miejscowość\nŁucja;Wójcik;l@example.com;17.05.1990;Łódź\n",
        "russian.csv": "Имя;Фамилия;Электронная почта;Дата рождения;Город\nЮрий;Щукин;y@example.com;17.05.1990;Ёлкино\n",
        "serbian-cyrillic.csv": "Име;Презиме;Имејл;Датум рођења;Место\nЂорђе;Чворовић;dj@example.com;17.05.1990;Ниш\n",
        "espocrm.csv": '"First Name","Last Name",Email,"Email Address is Opted-Out","Email Address is Invalid"\nAna,Kos,a@example.com,1,0\nEva,Kos,e@example.com,0,1\n',
        "klaviyo.csv": "Email,Klaviyo ID,First Name,Email Marketing Consent\na@example.com,01H,Ana,UNSUBSCRIBED\n",
        "listmonk.csv": "uuid,email,name,attributes,status,created_at,updated_at\n6b7c8d9e-0000-4000-8000-000000000001,a@example.com,Ana Kos,{},blocklisted,2026-01-01,2026-01-01\n",
        "mailchimp-cleaned.csv": "Email Address,First Name,CLEAN_TIME,LEID,EUID\na@example.com,Ana,2026-01-01 10:00:00,1,x\n",
        "mailchimp-unsubscribed.csv": "Email Address,First Name,Last Name,UNSUB_TIME,LEID,EUID\na@example.com,Ana,Kos,2026-01-01 10:00:00,1,x\n",
    }.items():
        write(name, text)
    write("windows-1251.csv", "Шифра купца;Име;Презиме;Имејл;Мобилни;Град\n7;Ђорђе;Петровић;dj@example.com;;Ниш\n".encode("cp1251"))


# Flat OpenDocument, from which LibreOffice writes everything else.
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
</office:automatic-styles><office:body><office:spreadsheet>"""
TAIL = "</office:spreadsheet></office:body></office:document>"


def text(value):
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>' if value else EMPTY


EMPTY = "<table:table-cell/>"


def number(value):
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def day(value):
    return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{value}"/>'


def yes(value):
    return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'


def formula(value):
    return f'<table:table-cell table:formula="of:={escape(value, {chr(34): "&quot;"})}"/>'


def row(*cells, times=1):
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def sheet(name, *rows):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


HEADINGS = row(text("external_id"), text("first_name"), text("birth_date"), text("city"))
BOOKS = {
    "people": sheet("Kupci", *[row(*map(text, cells)) for cells in PEOPLE]),
    "numbers-and-dates": sheet(
        "S", HEADINGS, row(number(7), text("Ana"), day("1990-05-17"), number("12.5")),
        row(number(1234567890123), text("Eva"), day("2000-02-29"), number(1e21)),
        row(number("1.5"), text("Iva"), number(32000), text("Niš")),
    ),
    "formulas": sheet(
        "S", HEADINGS, row(formula("1+6"), formula('"A"&"na"'), EMPTY, formula("1/0")),
        row(text("8"), text("Eva"), formula("DATE(1990;5;17)"), formula("NA()")),
    ),
    "merged": sheet(
        "S", HEADINGS,
        row(text("7"), text("Ana"), EMPTY, '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string"><text:p>Niš</text:p></table:table-cell>'),
        row(text("8"), text("Eva"), EMPTY, "<table:covered-table-cell/>"),
    ),
    "other-sheet-first": sheet("Notes", row(text("nothing"))) + sheet("Customers", HEADINGS, row(text("7"), text("Ana"))),
    "two-sheets": sheet("First", HEADINGS, row(text("7"), text("Ana"))) + sheet("Second", HEADINGS, row(text("8"), text("Eva"))),
    "empty": sheet("S"),
    "gaps": sheet("S", row(times=5), HEADINGS, row(times=1000), row(text("7"), text("Ana")), row(times=20000), row(text("8"), text("Eva"))),
    "far-row": sheet("S", HEADINGS, row(text("7"), text("Ana")), row(times=65000), row(text("8"), text("Eva"))),
    "far-column": sheet("S", HEADINGS, row(text("7"), text("Ana"), '<table:table-cell table:number-columns-repeated="240"/>', text("far"))),
    "repeated-rows": sheet("S", HEADINGS, row(text("7"), text("Ana"), times=3)),
    "repeated-cells": sheet("S", HEADINGS, row('<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>7</text:p></table:table-cell>')),
    "booleans": sheet("S", row(text("email"), text("advertising_email")), row(text("a@example.com"), yes(False)), row(text("b@example.com"), yes(True))),
    "comments": sheet("S", HEADINGS, row('<table:table-cell office:value-type="string"><office:annotation><text:p>said</text:p></office:annotation><text:p>7</text:p></table:table-cell>', text("Ana"))),
    "lines-in-cells": sheet("S", HEADINGS, row(text("7"), '<table:table-cell office:value-type="string"><text:p>Ana</text:p><text:p>Marija</text:p></table:table-cell>')),
}


def of_libreoffice():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def convert(book, target, name, ending):
            source = folder / f"{book}.fods"
            source.write_text(HEAD + BOOKS[book] + TAIL, encoding="utf-8")
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target,
                 "--outdir", str(folder / "out"), str(source)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.copy(folder / "out" / f"{book}.{ending}", FOLDER / name)

        for book in BOOKS:
            convert(book, "xlsx", f"{book}.xlsx", "xlsx")
        for book in ["people", "numbers-and-dates", "formulas", "merged", "two-sheets", "other-sheet-first", "booleans"]:
            convert(book, "xls", f"{book}.xls", "xls")
        for book in ["people", "numbers-and-dates", "formulas", "merged", "gaps", "repeated-rows", "repeated-cells", "comments", "lines-in-cells"]:
            convert(book, "ods", f"{book}.ods", "ods")
        # Separator, sign around texts, character set, as the dialog of LibreOffice numbers them.
        for name, tokens in {
            "calc-utf-8.csv": "44,34,76", "calc-semicolon.csv": "59,34,76", "calc-tab.csv": "9,34,76",
            "calc-windows-1250.csv": "59,34,33", "calc-iso-8859-2.csv": "59,34,13", "calc-utf-16.csv": "59,34,65535",
            "calc-all-quoted.csv": "44,34,76,1,,0,true",
        }.items():
            convert("people", f"csv:Text - txt - csv (StarCalc):{tokens}", name, "csv")


def packed(name, files, like=None):
    """A file of many files: as that one is, but for these."""
    members = {}
    if like:
        with zipfile.ZipFile(FOLDER / like) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
    members.update(files)
    with zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member), data, zipfile.ZIP_DEFLATED)


def damaged():
    """What no program writes, and somebody sends."""
    whole = (FOLDER / "people.xlsx").read_bytes()
    write("cut-off.xlsx", whole[: len(whole) // 2])
    write("cut-off.xls", (FOLDER / "people.xls").read_bytes()[:700])
    write("not-a-table.docx", (FOLDER / "people.ods").read_bytes()[:136])
    packed("document.docx", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
    space = "<sheetData>" + " " * (32 << 20) + "</sheetData>"
    packed("bomb.xlsx", {"xl/worksheets/sheet1.xml": f"<worksheet>{space}</worksheet>"}, "people.xlsx")
    strings = "<si><t>" + "a" * 1000 + "</t></si>"
    packed("bomb-of-strings.xlsx", {"xl/sharedStrings.xml": "<sst>" + strings * (32 << 10) + "</sst>"}, "people.xlsx")
    content = zipfile.ZipFile(FOLDER / "people.ods").read("content.xml").decode("utf-8")
    packed("bomb.ods", {"content.xml": content.replace("<table:table-row", '<table:table-row table:number-rows-repeated="1048576"')}, "people.ods")
    packed("no-sheet.xlsx", {"xl/worksheets/sheet1.xml": "not XML <"}, "people.xlsx")
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    packed("entities.xlsx", {"xl/sharedStrings.xml": f'<?xml version="1.0"?>{entity}<sst><si><t>&b;</t></si></sst>'}, "people.xlsx")
    packed("far-cell.xlsx", {"xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>external_id</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData></worksheet>'}, "people.xlsx")
    packed("no-references.xlsx", {"xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>external_id</t></is></c><c t="inlineStr"><is><t>first_name</t></is></c></row><row><c><v>7</v></c><c t="inlineStr"><is><r><t>An</t></r><r><t>a</t></r></is></c></row></sheetData></worksheet>'}, "people.xlsx")
    typed = '<c r="{{}}" t="inlineStr"><is><t>{}</t></is></c>'.format
    counted = '<c r="{{}}"><v>{}</v></c>'.format
    rows = [
        [typed("external_id"), typed("phone"), typed("first_name")],
        [counted(1001), counted(381641234567), typed("Ana")],
        [counted(12345678901234567), "", typed("Boris")],
        [typed("K-3"), counted(3816412345670000), typed("Ceca")],
        [typed("K-4"), "", counted(1234567890123456)],
        [typed("12345678901234567"), "", typed("Eva")],
    ]
    placed = [[cell.format(f"{column}{number}") for column, cell in zip("ABC", row)] for number, row in enumerate(rows, 1)]
    rows = "".join(f'<row r="{number}">{"".join(row)}</row>' for number, row in enumerate(placed, 1))
    packed("long-numbers.xlsx", {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'}, "people.xlsx")
    manifest = zipfile.ZipFile(FOLDER / "people.ods").read("META-INF/manifest.xml").decode("utf-8")
    entry = 'manifest:full-path="content.xml" manifest:media-type="text/xml">'
    assert f"{entry[:-1]}/>" in manifest
    locked = f'{entry}<manifest:encryption-data manifest:checksum="x" manifest:checksum-type="SHA1"/></manifest:file-entry>'
    packed("locked.ods", {"META-INF/manifest.xml": manifest.replace(f"{entry[:-1]}/>", locked)}, "people.ods")


shutil.rmtree(FOLDER, ignore_errors=True)
FOLDER.mkdir()
separated_by_hand()
of_libreoffice()
damaged()
