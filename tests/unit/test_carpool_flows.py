# SPDX-License-Identifier: GPL-2.0-or-later
"""Flows from home to work: MOBPRO as INSEE writes it, and other tables; every worker is in a flow or counted as left out."""

from __future__ import annotations

import hashlib
import zipfile

import pytest
from atlas_pcaet.analysis.carpool import flow_file
from atlas_pcaet.analysis.carpool.flow_file import FlowFile, columns_of, read_flow_mapping
from atlas_pcaet.analysis.carpool.flows import CAUTION, DESTINATION, ORIGIN, SURE, read_flows
from atlas_pcaet.analysis.errors import Cancelled, DataError

HEADER = (
    "COMMUNE;ARM;DCFLT;DCLT;AGEREVQ;CS1;DEROU;DIPL;EMPL;ILT;ILTUU;IMMI;INATC;INEEM;INPOM;IPONDI;LPRM;METRODOM;NA5;NPERR;"
    "REGION;REGLT;SEXE;STAT;STOCD;TP;TRANS;TYPL;TYPMR;VOIT"
)
COMMUNES = ["59001", "59002", "59003", "75056"]


def nothing(_fraction: float) -> None:
    pass


def row(commune, work, weight, trans="5", arm="ZZZZZ", foreign="99999"):
    cells = dict.fromkeys(HEADER.split(";"), "1")
    cells |= {"COMMUNE": commune, "ARM": arm, "DCFLT": foreign, "DCLT": work, "IPONDI": weight, "TRANS": trans}
    return ";".join(cells.values())


ROWS = [
    row("59001", "59002", "2.46677650996748"),
    row("59001", "59002", "150"),
    row("59002", "59003", "250.25"),
    row("59001", "59002", "1000", trans="6"),
    row("59001", "59001", "3"),
    row("59999", "59003", "4"),  # 59999 has become 59001
    row("59999", "59001", "5"),  # and works where it now lives
    row("59001", "99999", "6", foreign="BE123"),
    row("59001", "59002", "7", foreign="BE123"),
    row("59001", "62000", "8"),
    row("62000", "59001", "9"),
    row("62000", "62001", "10"),
    row("75056", "59001", "11", arm="75112"),
    row("59001", "59003", ""),
    row("59001", "59003", "n.c."),
]


@pytest.fixture
def mobpro(tmp_path):
    file = tmp_path / "FD_MOBPRO_2021.csv"
    file.write_text("\n".join([HEADER, *ROWS]) + "\n")
    return file


def sums(flows):
    return {(r.origin, r.destination): (r.workers, r.rows) for r in flows.table.itertuples()}


def test_weights_are_summed_and_what_is_left_out_is_counted(mobpro):
    flows = read_flows(mobpro, COMMUNES, nothing, merges={"59999": "59001"})
    assert sums(flows) == {
        ("59001", "59002"): (pytest.approx(152.46677650996748), 2),
        ("59002", "59003"): (250.25, 1),
        ("59001", "59003"): (4, 1),
        ("75056", "59001"): (11, 1),
    }
    assert flows.left_out == {
        "unreadable": (0, 2), "outside": (10, 1), "other_mode": (1000, 1), "abroad": (13, 2), "unknown_origin": (9, 1),
        "unknown_destination": (8, 1), "intrazonal": (8, 2),
    }  # fmt: skip
    assert flows.lost("unknown_origin", "unknown_destination") == 17
    assert flows.unknown == {"62000": 17}
    assert flows.merged == {"59999": "59001", "75112": "75056"}
    assert flows.rows == len(ROWS)
    assert flows.modes == {"5", "6"}
    assert flows.digest == hashlib.blake2b(mobpro.read_bytes(), digest_size=16).hexdigest()
    # INSEE: less than 200 workers with caution.
    reliability = {(r.origin, r.destination): r.reliability for r in flows.table.itertuples()}
    assert reliability[("59001", "59002")] == CAUTION
    assert reliability[("59002", "59003")] == SURE


def test_every_worker_of_the_file_is_somewhere(mobpro):
    flows = read_flows(mobpro, COMMUNES, nothing)
    total = sum(float(r.split(";")[15]) for r in ROWS if r.split(";")[15] not in ("", "n.c."))
    assert flows.table["workers"].sum() + flows.lost(*flows.left_out) == pytest.approx(total)
    assert int(flows.table["rows"].sum()) + sum(rows for _weight, rows in flows.left_out.values()) == len(ROWS)


def test_without_the_merges_a_former_code_is_lost_and_named(mobpro):
    flows = read_flows(mobpro, COMMUNES, nothing)
    assert flows.left_out["unknown_origin"] == (18, 3)
    assert list(flows.unknown.items()) == [("62000", 17), ("59999", 9)]


def test_blocks_of_three_lines_give_the_same(mobpro, monkeypatch):
    whole = read_flows(mobpro, COMMUNES, nothing, merges={"59999": "59001"})
    monkeypatch.setattr(flow_file, "BLOCK", 3)
    steps = []
    parts = read_flows(mobpro, COMMUNES, steps.append, merges={"59999": "59001"})
    assert sums(parts) == sums(whole)
    assert parts.left_out == whole.left_out
    assert len(steps) == 5
    assert steps == sorted(steps)


def test_an_end_of_the_flow_may_be_asked_for(mobpro):
    assert "unknown_origin" not in read_flows(mobpro, COMMUNES, nothing, merges={"59999": "59001"}, ends=ORIGIN).left_out  # fmt: skip
    assert "unknown_destination" not in read_flows(mobpro, COMMUNES, nothing, ends=DESTINATION).left_out


def test_the_coding_of_the_older_bases_is_a_parameter(mobpro):
    assert sums(read_flows(mobpro, COMMUNES, nothing, car_codes=["6"])) == {("59001", "59002"): (1000, 1)}
    assert read_flows(mobpro, COMMUNES, nothing, car_codes=["4"]).table.empty


def test_insee_s_archive_is_read_as_it_is(mobpro, tmp_path):
    archive = tmp_path / "RP2021_mobpro_csv.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Varmod_MOBPRO_2021.csv", "COD_VAR;LIB_VAR\n")
        made.write(mobpro, mobpro.name)
    assert sums(read_flows(archive, COMMUNES, nothing)) == sums(read_flows(mobpro, COMMUNES, nothing))
    empty = tmp_path / "vide.zip"
    with zipfile.ZipFile(empty, "w") as made:
        made.writestr("lisez-moi.pdf", "x")
    with pytest.raises(DataError, match=r"“vide.zip” holds no CSV"):
        read_flows(empty, COMMUNES, nothing)
    whole = bytearray(archive.read_bytes())
    at = whole.index(b"FD_MOBPRO_2021.csv") + 40
    whole[at : at + 8] = b"\xff" * 8
    archive.write_bytes(whole)
    with pytest.raises(DataError, match=r"“RP2021_mobpro_csv.zip” cannot be read"):
        read_flows(archive, COMMUNES, nothing)


INSEE_TABLE = [["CODGEO", "LIBGEO", "DCLT", "L_DCLT", "NBFLUX_C22_ACTOCC15P"], ["1001", "Évian", "59002", "Trélon", "12,5"]]  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_insee_s_table_of_flows_in_any_dress(tmp_path, delimiter, encoding, ending):
    file = tmp_path / "base-flux.csv"
    lines = [delimiter.join(f'"{cell}"' for cell in cells) for cells in INSEE_TABLE]
    file.write_bytes((ending.join(lines) + ending).encode(encoding))
    flows = read_flows(file, ["01001", "59002"], nothing)  # the zero that a spreadsheet dropped
    assert sums(flows) == {("01001", "59002"): (12.5, 1)}
    assert flows.modes == frozenset()


def test_any_table_by_mapping(tmp_path):
    file = tmp_path / "enquete.csv"
    file.write_text("dom,trav,actifs,mode\nA1,B1,3,VP\nA1,B1,4,VP\nA1,B1,9,TC\n")
    mapping = read_flow_mapping("origin=dom; destination=TRAV; flow=actifs; mode=mode")
    flows = read_flows(file, ["A1", "B1"], nothing, mapping, car_codes=["VP"])
    assert sums(flows) == {("A1", "B1"): (7, 2)}
    with pytest.raises(DataError, match=r"“enquete.csv” has no column actif. It has: dom, trav, actifs, mode"):
        read_flows(file, ["A1"], nothing, mapping | {"flow": "actif"})
    with pytest.raises(DataError, match="“orig=dom” is not understood"):
        read_flow_mapping("orig=dom")


def test_a_wrong_header_names_what_is_missing(tmp_path):
    file = tmp_path / "autre.csv"
    file.write_text(HEADER.replace("IPONDI", "POIDS").replace(";TRANS", "") + "\n")
    with pytest.raises(DataError, match=r"“autre.csv” is not INSEE's file .* it lacks the column IPONDI, TRANS. It has: COMMUNE, ARM") as caught:  # fmt: skip
        read_flows(file, COMMUNES, nothing)
    assert "MAPPING" in str(caught.value)
    file.write_text("")
    with pytest.raises(DataError, match="It has: –"):
        FlowFile(file)


def test_columns_are_found_whatever_their_case_and_order():
    found = columns_of(["trans", "Ipondi", "dclt", "DCFLT", "arm", "commune"], {}, "x")
    assert (found.origin, found.flow, found.mode) == ("commune", "Ipondi", "trans")


def test_a_file_cut_or_without_line_or_not_a_table(tmp_path):
    file = tmp_path / "FD.csv"
    file.write_text("\n".join([HEADER, *ROWS[:2], '59001;"ZZZZZ;99999', ROWS[1]]))  # a quote left open
    with pytest.raises(DataError, match=r"“FD.csv” cannot be read: .*EOF inside string"):
        read_flows(file, COMMUNES, nothing)
    file.write_text("\n".join([HEADER, *ROWS[:2], "59001;ZZZZZ;99999"]))  # the end of a download that stopped
    flows = read_flows(file, COMMUNES, nothing)
    assert flows.left_out == {"unreadable": (0, 1)}
    file.write_text(HEADER + "\n")
    assert read_flows(file, COMMUNES, nothing).rows == 0
    file.write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(DataError, match=r"“FD.csv” is not a CSV file"):
        read_flows(file, COMMUNES, nothing)
    with pytest.raises(DataError, match="cannot be read"):
        read_flows(tmp_path / "absent.csv", COMMUNES, nothing)


def test_cancel_is_answered_between_two_blocks(mobpro, monkeypatch):
    monkeypatch.setattr(flow_file, "BLOCK", 2)

    def stop(fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_flows(mobpro, COMMUNES, stop)
