"""What the API answers with, and thereby its documentation."""

from datetime import datetime

from ninja import Field, Schema

LEVELS = "One of markedly_below, below, compliant, exempt, too_few, no_data."


class Problem(Schema):
    detail: str


class NationalAnswer(Schema):
    share: float | None = Field(description="Of all persons in municipalities that have a share, percent.")
    persons: int


class GroupAnswer(Schema):
    indicator: str
    level: str
    persons: int | None
    share: float | None
    average: float | None = Field(description="Interviews held for each person, on average.")


class ComplianceRow(Schema):
    municipality_code: str
    name: str
    level: str = Field(description=LEVELS)
    share: float | None
    persons: int | None
    meeting: float | None = Field(description="Persons who got their interviews.")
    worst_indicator: str | None
    worst_level: str | None
    rank: int | None = Field(description="In the whole country, 1 is the highest share.")
    months_below: int = Field(description="Months in a row below the requirement, up to this one.")
    change_pp: float | None = Field(description="In three months, percentage points.")
    starred: bool = Field(description="Exempt now or in the past year (*).")
    low_intensity: bool
    indicators: list[GroupAnswer]


class ComplianceAnswer(Schema):
    month: str
    scheme: str
    as_known: datetime | None
    national: NationalAnswer
    municipalities: list[ComplianceRow]


class MonthAnswer(Schema):
    month: str
    level: str
    share: float | None
    persons: int | None
    starred: bool


class ChangeAnswer(Schema):
    month: str
    from_level: str
    to_level: str
    is_revision: bool = Field(description="The month had been assessed before.")
    cause: str
    recorded_at: datetime


class LevelsAnswer(Schema):
    municipality_code: str
    name: str
    scheme: str
    months: list[MonthAnswer]
    changes: list[ChangeAnswer]


class StatementRow(Schema):
    municipality_code: str
    name: str
    level: str
    starred: bool
    persons: int | None
    share: float | None
    baseline_share: float | None
    change_pp: float | None
    rank: int | None


class SectionAnswer(Schema):
    indicator: str | None = Field(description="null: overall.")
    persons: int
    share: float | None
    baseline_share: float | None
    change_pp: float | None
    municipalities: list[StatementRow]


class StatementAnswer(Schema):
    month: str
    baseline: str | None
    scheme: str
    as_known: datetime
    sections: list[SectionAnswer]
