"""The rubrics that come with the packs: weights add up, grades run down, comment columns are the county's."""

from __future__ import annotations

import tomllib

import pytest

from jiaoyan_desktop import paths

RUBRICS = [
    (pack, rubric)
    for pack in ("common", "lanxi-2025-spring")
    for rubric in tomllib.loads((paths.forms() / pack / "rubrics.toml").read_text(encoding="utf-8"))["rubric"]
]


@pytest.mark.parametrize("rubric", [item for _, item in RUBRICS], ids=lambda item: item["id"])
def test_weights_add_up_and_grades_run_from_high_to_low(rubric: dict):
    assert sum(item["points"] for item in rubric["criteria"]) == rubric["total"]
    lines = [item["at_least"] for item in rubric.get("grades", ())]
    assert lines == sorted(lines, reverse=True)
    assert len(rubric["remark_columns"]) == 3
    assert len({item["name"] for item in rubric["criteria"]}) == len(rubric["criteria"])


@pytest.mark.parametrize(
    ("rubric_id", "number", "columns"),
    [
        ("lanxi-grounds", 4, ["精点", "不足", "思路"]),  # domain 0-21, 3.4
        ("three-ones", 0, ["优点", "不足", "希望"]),  # domain 2-15
        ("hundred-six", 6, ["优点", "不足", "希望"]),  # domain F12, W61
        ("hundred-five", 5, ["优点", "不足", "希望"]),  # domain F12, W62
        ("ten-standards", 10, ["优点", "不足", "希望"]),  # domain 4-37
    ],
)
def test_the_rubrics_of_the_trade_are_there(rubric_id: str, number: int, columns: list[str]):
    (rubric,) = [item for _, item in RUBRICS if item["id"] == rubric_id]
    assert (len(rubric["criteria"]), rubric["remark_columns"]) == (number, columns)
