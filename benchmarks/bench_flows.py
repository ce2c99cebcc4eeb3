# SPDX-License-Identifier: GPL-2.0-or-later
"""Home–work flows: an invented detail file of the census of 300 MB read in blocks, beside a plain read and pandas whole."""

from __future__ import annotations

import measure
import numpy as np

MEGABYTES, SEED = 300, 1
HEADER = (
    "COMMUNE;ARM;DCFLT;DCLT;AGEREVQ;CS1;DEROU;DIPL;EMPL;ILT;ILTUU;IMMI;INATC;INEEM;INPOM;IPONDI;LPRM;METRODOM;NA5;NPERR;REGION;REGLT;SEXE;"
    "STAT;STOCD;TP;TRANS;TYPL;TYPMR;VOIT"
)


def detail_file():
    """Written once: 35,000 communes, work within 300 codes of home, six means of travel, weights as the census has them."""
    file = measure.DATA / f"FD_MOBPRO_{MEGABYTES}.csv"
    if file.exists():
        return file
    measure.DATA.mkdir(parents=True, exist_ok=True)
    draw = np.random.default_rng(SEED)
    codes = [f"{code:05d}" for code in range(1001, 36001)]
    written = 0
    with file.open("w") as target:
        target.write(HEADER + "\n")
        while written < MEGABYTES * 1e6:
            home = draw.integers(0, 35_000, 100_000)
            work = np.clip(home + draw.integers(-300, 300, len(home)), 0, 34_999)
            weight, trans = (
                draw.uniform(1, 5, len(home)),
                draw.choice(list("123456"), len(home), p=[0.05, 0.06, 0.03, 0.02, 0.7, 0.14]),
            )
            rows = "\n".join(
                f"{codes[a]};ZZZZZ;99999;{codes[b]};035;3;99;14;16;2;0;2;11;3;5;{w:.15g};1;M;OQ;4;32;32;1;10;10;1;{t};2;20;2"
                for a, b, w, t in zip(home, work, weight, trans, strict=True)
            )
            written += target.write(rows + "\n")
    return file


def case_plain_read() -> float:
    """Every byte, and nothing else."""
    file = detail_file()

    def read() -> None:
        with file.open("rb") as source:
            while source.read(1 << 24):
                pass

    return measure.seconds_of(read)


def case_ours() -> float:
    """The flows of 1,500 communes."""
    measure.plugin_package()
    from atlas_pcaet.analysis.carpool.flows import read_flows

    file = detail_file()
    return measure.seconds_of(
        lambda: read_flows(file, [f"{code:05d}" for code in range(10_000, 11_500)], lambda _fraction: None)
    )


def case_pandas_whole() -> float:
    """The file in memory with the columns needed, then grouped: what a script would do."""
    import pandas

    file = detail_file()

    def read() -> None:
        table = pandas.read_csv(
            file,
            sep=";",
            usecols=["COMMUNE", "ARM", "DCFLT", "DCLT", "TRANS", "IPONDI"],
            dtype={"COMMUNE": str, "DCLT": str, "TRANS": str},
        )
        table[table["TRANS"] == "5"].groupby(["COMMUNE", "DCLT"])["IPONDI"].sum()

    return measure.seconds_of(read)


if __name__ == "__main__":
    measure.main(__file__, f"Home–work flows: {MEGABYTES} MB of an invented census file", limit="plain_read")
