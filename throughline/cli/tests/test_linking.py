"""Linkage on the command line."""

import json

from throughline.cli import main


def test_the_report_prints_its_table(capfd):
    assert main.run(["linkage", "report", "--clients", "500", "--listed", "1000"]) == 0
    said = capfd.readouterr().out
    assert "linked" in said
    assert "father or son of one name" in said
    assert "precision" in said


def test_the_report_in_json(capfd):
    assert main.run(["linkage", "report", "--clients", "500", "--listed", "1000", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["precision"] > 0.9
    assert {"kind", "people", "recall"} <= set(found["kinds"][0])


def test_a_model_is_trained_into_another_file(capfd, tmp_path, monkeypatch):
    from throughline.linkage.engine import training

    monkeypatch.setattr(
        training.train, "__kwdefaults__", {**training.train.__kwdefaults__, "clients": 500, "listed": 1000}
    )
    assert main.run(["linkage", "train", "--into", str(tmp_path / "model.json")]) == 0
    assert "comparisons" in json.loads((tmp_path / "model.json").read_text())
