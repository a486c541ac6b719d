"""What an archive says, as tidy tables: amounts by currency and organisation, names, time.

An amount is ascribed to the organisation that is named nearest to it in the same sentence, counted in
characters between the two; of two equally near ones to the one before it, since the subject of a
Kazakh sentence precedes what it spends. This is a reading aid, not a statement of fact: look at the
rows behind a number before quoting it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: Labels whose names are counted.
_NAMED = {"organisations": "ORG", "people": "PERSON", "places": "GPE"}
_VALUES = ("MONEY", "PERCENT")


@dataclass(frozen=True)
class Summary:
    """Tables of one archive, each a `pandas.DataFrame`.

    money: a row an amount: ``doc_id, date, organisation, currency, low, high, modifier, text``.
    amounts: by ``currency`` and ``organisation``: ``amounts`` (how many), ``documents``, ``smallest``,
    ``median``, ``largest`` (exact, of the upper bounds). There is no sum: a text names one amount many
    times. organisations, people, places: by ``name`` and ``id``: ``mentions``, ``documents``, most
    first. over_time: by ``period``, ``label`` and ``name`` (of an amount its unit): ``mentions``;
    empty where no row has a date.
    """

    money: pd.DataFrame
    amounts: pd.DataFrame
    organisations: pd.DataFrame
    people: pd.DataFrame
    places: pd.DataFrame
    over_time: pd.DataFrame


def summarize(frame: pd.DataFrame, period: str = "M") -> Summary:
    """The summary of entity rows.

    frame: rows as `entities_frame`, `read_frame` or Spark give them. With a column ``sentence`` (see
    ``entities_frame(docs, context=True)``) amounts are ascribed to organisations; with a column
    ``date`` (anything that `pandas.to_datetime` reads) there are tables over time. period: ``D``,
    ``W``, ``M``, ``Q`` or ``Y``. Amounts that are strings are read as decimals.
    """
    import pandas as pd

    rows = frame.copy()
    for column in ("low", "high"):
        rows[column] = rows[column].map(_decimal)
    if "date" not in rows:
        rows["date"] = None
    rows["date"] = pd.to_datetime(rows["date"], errors="coerce", format="mixed")
    rows["name"] = _names(rows)
    money = _money(rows)
    named = {table: _most_named(rows, label) for table, label in _NAMED.items()}
    return Summary(money, _amounts(money), **named, over_time=_over_time(rows, period))


def _decimal(value: Any) -> Any:
    from decimal import Decimal

    return Decimal(value) if isinstance(value, str) else value


def _names(rows: pd.DataFrame) -> pd.Series[Any]:
    """One spelling a name: rows with the same label and id share the most frequent one."""
    names = rows["canonical"].where(rows["canonical"].notna(), rows["text"])
    known = rows["id"].notna()
    if not known.any():
        return names
    groups = [rows.loc[known, "label"], rows.loc[known, "id"]]
    return names.where(~known, names[known].groupby(groups).transform(_most_frequent))


def _most_frequent(names: pd.Series[Any]) -> Any:
    return names.value_counts().index[0]


def _money(rows: pd.DataFrame) -> pd.DataFrame:
    """The amounts of money, each with the nearest organisation of its sentence."""
    import pandas as pd

    money = rows[(rows["label"] == "MONEY") & rows["low"].notna()]
    if "sentence" in rows:
        organisations = {
            key: list(group[["start", "end", "name"]].itertuples(index=False, name=None))
            for key, group in rows[rows["label"] == "ORG"].groupby(["doc_id", "sentence"])
        }
        places = zip(money["doc_id"], money["sentence"], money["start"], money["end"], strict=True)
        nearest = [
            _nearest(organisations.get((doc, sentence), []), start, end)
            for doc, sentence, start, end in places
        ]
    else:
        nearest = [None] * len(money)
    columns = ["doc_id", "date", "organisation", "currency", "low", "high", "modifier", "text"]
    table = money.assign(organisation=pd.Series(nearest, index=money.index, dtype=object))
    return table.rename(columns={"unit": "currency"})[columns].reset_index(drop=True)


def _nearest(organisations: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    """The name nearest to the amount between ``start`` and ``end``."""

    def distance(organisation: tuple[int, int, str]) -> tuple[int, bool]:
        after = organisation[0] >= end
        return (organisation[0] - end if after else start - organisation[1]), after

    return min(organisations, key=distance)[2] if organisations else None


def _amounts(money: pd.DataFrame) -> pd.DataFrame:
    """Amounts by currency and organisation (missing where there is none), most first."""
    grouped = money.groupby(["currency", "organisation"], dropna=False, sort=True)
    table = grouped.agg(
        amounts=("high", "size"),
        documents=("doc_id", "nunique"),
        smallest=("high", "min"),
        median=("high", _median),
        largest=("high", "max"),
    ).reset_index()
    return table.sort_values("amounts", ascending=False, kind="stable", ignore_index=True)


def _median(values: pd.Series[Any]) -> Any:
    """The middle amount, exact; of two the lower one, so that it is an amount of the text."""
    return sorted(values)[(len(values) - 1) // 2]


def _most_named(rows: pd.DataFrame, label: str) -> pd.DataFrame:
    named = rows[rows["label"] == label]
    table = named.groupby(["name", "id"], dropna=False, sort=True).agg(
        mentions=("name", "size"), documents=("doc_id", "nunique")
    )
    return table.reset_index().sort_values(
        ["mentions", "documents"], ascending=False, kind="stable", ignore_index=True
    )


def _over_time(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    dated = rows[rows["date"].notna() & rows["label"].isin([*_NAMED.values(), *_VALUES])]
    dated = dated.assign(
        period=dated["date"].dt.to_period(period),
        name=dated["name"].where(~dated["label"].isin(_VALUES), dated["unit"]),
    )
    counts = dated.groupby(["period", "label", "name"], sort=True).size()
    return counts.rename("mentions").reset_index()
