"""Lists that are hard to take: Excel as it is sent, files that burst, files without end, two at once, and a kill."""

import tracemalloc
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from throughline.accounts.scopes import acting_as
from throughline.core.decisions import Refused
from throughline.outreach import staging
from throughline.outreach.models import ListedPerson, VulnerableList
from throughline.outreach.tests.lists import HEADINGS, csv_of, person, take

NATIONAL = (
    "Traced_NHSNUMBER", "PatientFirstName", "PatientOtherName", "PatientSurname", "DateOfBirth", "PatientAddress_Line1",
    "PatientAddress_Line2", "PatientAddress_PostCode", "PatientEmailAddress", "mobile", "landline", "DateOfDeath",
    "Flag_PDSInformallyDeceased", "oslaua", "oscty", "Data_Source", "category", "InceptionDate", "SPL_Version", "uprn",
)  # fmt: skip


def workbook(folder, *rows, before=0, merge=()):
    book = Workbook()
    sheet = book.active
    for number in range(before):
        sheet.append([f"Confidential: line {number} of what this list is"])
    for row in rows:
        sheet.append(list(row))
    for cells in merge:
        sheet.merge_cells(cells)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def values(number):
    return [person(number)[heading] for heading in HEADINGS]


class TestExcel:
    def test_forty_lines_and_merged_cells_before_the_headings(self, service, tmp_path):
        path = workbook(tmp_path, HEADINGS, values(1), values(2), before=40, merge=("A1:F1", "A3:H5"))
        assert take(service, path).listed == 2

    def test_a_heading_merged_over_the_lines_of_an_address_counts_for_all(self, service, tmp_path):
        headings = ("Surname", "First name", "Address", "", "", "Postcode", "DOB", "Telephone")
        row = ("Testwood", "Ada", "1 Nowhere Lane", "Nowhere", "Moor", "TS25 9QX", date(1950, 2, 1), "0191 498 0123")
        assert take(service, workbook(tmp_path, headings, row, merge=("C1:E1",))).listed == 1
        with acting_as(service.actor("manager")):
            found = ListedPerson.objects.get()
        assert found.address == "1 Nowhere Lane, Nowhere, Moor"
        assert (found.date_of_birth, found.phones) == (date(1950, 2, 1), ["+441914980123"])

    def test_the_national_list_needs_nothing_explained(self, service, tmp_path):
        row = (
            9990000018, "Ada", "", "Testwood", date(1950, 2, 1), "1 Nowhere Lane", "Moor", "TS25 9QX", "",
            "07700900123", "", None, 0, "E06", "E10", "NHSD", "Clinically vulnerable", date(2020, 3, 20), 5, 100,
        )  # fmt: skip
        assert take(service, workbook(tmp_path, NATIONAL, row)).listed == 1
        with acting_as(service.actor("manager")):
            assert VulnerableList.objects.get().headings == [*NATIONAL[:13], "category"]

    def test_a_bomb_is_refused_before_it_is_unpacked(self, service, tmp_path):
        path = tmp_path / "list.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
            with archive.open("xl/worksheets/sheet1.xml", "w") as part:
                for _ in range(100):
                    part.write(b" " * (1 << 20))
        tracemalloc.start()
        with pytest.raises(Refused, match="far more than a list can be"):
            take(service, path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
        tracemalloc.stop()

    def test_a_bomb_that_says_it_is_small_ends_where_it_says(self, service, tmp_path):
        path = workbook(tmp_path, HEADINGS, *(values(n) for n in range(300)))
        content = bytearray(path.read_bytes())
        with zipfile.ZipFile(path) as archive:
            sheet = archive.getinfo("xl/worksheets/sheet1.xml")
        said = sheet.file_size.to_bytes(4, "little")
        where = content.rfind(said)
        content[where : where + 4] = (2000).to_bytes(4, "little")
        path.write_bytes(content)
        with pytest.raises(Refused, match="damaged"):
            take(service, path)

    @pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"PK\x03\x04nothing"), ("a.csv", b"%PDF-1.4")])
    def test_what_is_no_list_is_refused(self, service, tmp_path, name, content):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Refused):
            take(service, path)


def test_memory_does_not_grow_with_the_file(service, tmp_path):
    def peak(count):
        path = csv_of(tmp_path, f"{count}.csv", *(person(n) for n in range(count)))
        tracemalloc.start()
        take(service, path, dry_run=True)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(100)
    assert peak(20_000) < peak(10_000) * 1.15


def test_a_list_that_fails_half_way_leaves_nothing(service, tmp_path, monkeypatch):
    def fails(self, *given, **named):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(staging.Staging, "counted", fails)
    with pytest.raises(RuntimeError):
        take(service, csv_of(tmp_path, "elm.csv", person(1), person(2, Postcode="?")))
    with acting_as(service.actor("manager")):
        assert not VulnerableList.objects.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["elm.csv"]
