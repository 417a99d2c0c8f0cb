"""Files as people's programs really write them: each is understood, or refused with the row and the remedy."""

import csv
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.core.decisions import Refused
from throughline.imports.columns import CLIENTS
from throughline.imports.tests.files import csv_text, person, saved
from throughline.sheets import open_table, plain, safe
from throughline.sheets.headings import column_letter

HEADINGS = "name,date_of_birth,worker,next_contact"
LINE = "Amina Begum,1960-05-01,worker@example.org,2020-03-16"
ZOE = person(name="Zoë O’Brien")


@pytest.fixture
def rows(tmp_path):
    """Read a file's rows."""
    return lambda content: list(open_table(saved(tmp_path, content), CLIENTS).rows())


@pytest.fixture
def refusal(tmp_path):
    """Give the sentence with which a file is refused."""

    def why(content):
        with pytest.raises(Refused) as refused:
            list(open_table(saved(tmp_path, content), CLIENTS).rows())
        return str(refused.value)

    return why


class TestCharacters:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_names_come_in_right_however_the_file_is_written(self, rows, encoding, delimiter):
        [row] = rows(csv_text(ZOE, delimiter=delimiter).encode(encoding))
        assert row.values == ZOE

    def test_a_file_in_two_encodings_names_the_line(self, refusal):
        lines = [
            HEADINGS.encode(),
            "Zoë,1960-05-01,w,2020-03-16".encode(),
            "Zoë,1960-05-01,w,2020-03-16".encode("cp1252"),
        ]
        assert refusal(b"\n".join(lines)).startswith("Line 3 has letters in another encoding")

    def test_bytes_that_are_letters_in_no_encoding(self, refusal):
        assert refusal(f"{HEADINGS}\nAm".encode() + b"\x81ina,,,\n").startswith("Near row")

    def test_a_nul_byte_is_a_problem_of_its_row_and_field(self, rows):
        [bad, good] = rows(f"{HEADINGS}\n{LINE.replace('Begum', 'Be' + chr(0) + 'gum')}\n{LINE}\n")
        assert (bad.number, bad.field, bad.problem) == (
            2,
            "name",
            "The value holds a NUL byte, which is no letter. Type it again.",
        )
        assert not good.problem

    def test_nul_bytes_in_the_headings(self, refusal):
        assert "not plain text" in refusal(f"{HEADINGS}\n{LINE}".encode("utf-16-le"))


class TestNotATable:
    @pytest.mark.parametrize("content", ["", "\n\n", "  \n,,,\n"])
    def test_an_empty_file(self, refusal, content):
        assert "is empty" in refusal(content) or "No column is headed" in refusal(content)

    def test_a_workbook(self, tmp_path):
        path = tmp_path / "caseload.csv"
        with zipfile.ZipFile(path, "w") as book:
            book.writestr("xl/workbook.xml", "<workbook/>")
        with pytest.raises(Refused, match="an Excel workbook or a zip file, not a CSV file"):
            open_table(path, CLIENTS)

    def test_no_such_file(self, tmp_path):
        with pytest.raises(Refused, match="cannot be read"):
            open_table(tmp_path / "nowhere.csv", CLIENTS)

    def test_a_folder(self, tmp_path):
        with pytest.raises(Refused, match="cannot be read"):
            open_table(tmp_path, CLIENTS)


class TestHeadings:
    @pytest.mark.parametrize("written", ["Date of Birth", "DATE_OF_BIRTH", " date-of-birth "])
    def test_are_known_however_they_are_written(self, rows, written):
        [row] = rows(f"{HEADINGS}\n{LINE}".replace("date_of_birth", written))
        assert row.values["date_of_birth"] == "1960-05-01"

    def test_missing_ones_are_named(self, refusal):
        assert "No column is headed worker and next_contact." in refusal("name,date_of_birth\nAmina,1960-05-01")

    def test_unknown_ones_are_named_with_the_nearest_known(self, refusal):
        said = refusal(f"{HEADINGS},phone,Shoe size\n{LINE},1,2")
        assert "“phone” (did you mean phones?) and “Shoe size” are not headings that we know" in said

    def test_doubled_ones_are_named_with_their_columns(self, refusal):
        assert "The heading “name” stands over columns A and E." in refusal(f"{HEADINGS},Name\n{LINE},x")

    def test_blank_ones_do_no_harm_over_nothing(self, rows):
        [row] = rows(f"{HEADINGS},,\n{LINE},,")
        assert not row.problem

    def test_blank_ones_over_a_value_are_a_problem_of_the_row(self, rows):
        [row] = rows(f"{HEADINGS},\n{LINE},0191 498 0123")
        assert row.problem == "Column E has a value and no heading. Give it one, or delete it."

    def test_columns_have_the_letters_a_spreadsheet_shows(self):
        assert [column_letter(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


class TestRows:
    def test_empty_ones_are_passed_over_and_counted(self, rows):
        found = rows(f"\n{HEADINGS}\n\n{LINE}\n,,,\n{LINE}\n")
        assert [row.number for row in found] == [4, 6]

    @pytest.mark.parametrize("line", ["Amina,1960-05-01", f"{LINE},surplus"])
    def test_ragged_ones_are_a_problem(self, rows, line):
        bad, good = rows(f"{HEADINGS}\n{line}\n{LINE}\n")
        assert "there are 4 headings" in bad.problem
        assert bad.cells == tuple(line.split(","))
        assert not good.problem

    def test_surplus_commas_are_none(self, rows):
        [row] = rows(f"{HEADINGS}\n{LINE},,,\n")
        assert not row.problem

    def test_a_value_may_hold_commas_quotes_and_line_breaks(self, rows):
        odd = 'Amina "Mina", née\r\nKhan'
        first, second = rows(csv_text(person(name=odd), person()))
        assert (first.values["name"], second.number) == (odd, 3)

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
    def test_lines_may_end_as_on_any_machine(self, rows, ending):
        assert len(rows(f"{HEADINGS}{ending}{LINE}{ending}{LINE}")) == 2

    def test_a_quotation_mark_never_closed(self, refusal):
        said = refusal(f'{HEADINGS}\n{LINE}\n"Amina,1960-05-01,w,2020-03-16\n{LINE}\n')
        assert said.startswith("Row 3: a quotation mark is opened and not closed.")

    def test_a_quotation_mark_never_closed_in_a_long_file(self, refusal):
        said = refusal(f'{HEADINGS}\n"{LINE}\n' + f"{LINE}\n" * 5000)
        assert said.startswith("Row 2, name: a quotation mark is opened and not closed")

    def test_a_quotation_mark_closed_by_the_next_one(self, refusal):
        said = refusal(f'{HEADINGS}\n"Amina,1960-05-01,w,2020-03-16\n"Chen",1960-05-01,w,2020-03-16\n')
        assert said.startswith("Row 2: a quotation mark stands where none can.")


class TestTwentyMegabytesInOneCell:
    @pytest.mark.parametrize("quote", ["", '"'])
    def test_are_refused_with_row_and_field_and_never_held(self, tmp_path, quote):
        path = saved(tmp_path, f"{HEADINGS}\n{LINE}\nAmina,{quote}{'x' * 20_000_000}{quote},w,2020-03-16\n")
        tracemalloc.start()
        with pytest.raises(
            Refused, match="Row 3, date_of_birth: the value is longer than 100,000 characters. Shorten it"
        ):
            open_table(path, CLIENTS).count()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 12_000_000

    def test_the_csv_module_is_left_as_it_was(self, rows):
        before = csv.field_size_limit()
        rows(f"{HEADINGS}\n{LINE}\n")
        assert csv.field_size_limit() == before


class TestWhatASpreadsheetWouldRun:
    @pytest.mark.parametrize("value", ["=1+1", "+44 191", "-", "@SUM", "\t=1", " =1", "'=1", "''=1", "＝1"])
    def test_is_made_safe_and_read_back_as_it_was(self, value):
        assert safe(value) == f"'{value}"
        assert plain(safe(value)) == value

    @pytest.mark.parametrize("value", ["Amina", "'t Hooft", "O'Brien", "", "a=b", "'"])
    def test_other_values_are_left_alone(self, value):
        assert safe(value) == plain(value) == value


ODD = st.sampled_from(
    [b'"', b"\n", b"\r", b",", b";", b"\t", b"\0", b"\xff\xfe", b"\x81", b"\xe9", "é".encode(), b"Amina"]
)


@given(st.binary(max_size=80) | st.lists(ODD, max_size=20).map(b"".join), st.booleans())
def test_whatever_is_in_a_file_it_is_read_or_refused_in_words(tmp_path_factory, content, with_headings):
    path = saved(tmp_path_factory.getbasetemp(), f"{HEADINGS}\n".encode() * with_headings + content)
    try:
        assert all(row.problem or row.values for row in open_table(path, CLIENTS).rows())
    except Refused as refusal:
        assert str(refusal).endswith(".")
