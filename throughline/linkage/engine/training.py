"""How the model is trained: on made-up people whose truth is known."""

from __future__ import annotations

from pathlib import Path

from throughline.linkage.engine import madeup, prepared, records
from throughline.linkage.engine.settings import SEED, settings

CLIENTS, LISTED = 20_000, 40_000
MOST_PAIRS = 2e6


def train(model: Path, *, folder: Path, clients: int = CLIENTS, listed: int = LISTED, seed: int = SEED) -> None:
    """Train the model anew and keep it. The same seed gives the same model.

    :raises NeedsRegionError: if Splink is not installed
    """
    people = madeup.made_up(seed=seed, clients=clients, listed=listed)
    records.write_records(folder / "clients.csv", people.clients)
    records.write_records(folder / "listed.csv", people.listed)
    with prepared.opened(folder) as connection:
        from splink import DuckDBAPI, Linker

        prepared.read_into(connection, "client", folder / "clients.csv")
        prepared.read_into(connection, "listed", folder / "listed.csv")
        connection.execute("alter table client add column label varchar; update client set label = unique_id;")
        connection.execute("create table truth (listed_id varchar, label varchar)")
        if people.truth:
            connection.executemany("insert into truth values (?, ?)", list(people.truth.items()))
        connection.execute("create table listed_labelled as select l.*, coalesce(t.label, l.unique_id) as label"
                           " from listed l left join truth t on t.listed_id = l.unique_id")  # fmt: skip
        api = DuckDBAPI(connection)
        sides = [api.register("client", dataset_display_name="client"),
                 api.register("listed_labelled", dataset_display_name="listed")]  # fmt: skip
        linker = Linker(sides, settings(), log_level="ERROR")
        linker.training.estimate_m_from_label_column("label")
        linker.training.estimate_u_using_random_sampling(max_pairs=MOST_PAIRS, seed=seed)
        linker.misc.save_model_to_json(str(model), overwrite=True)
