"""Forms as browsers send them, read strictly."""

import hashlib
from typing import Annotated, Literal, TypeVar
from urllib.parse import parse_qsl

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from starlette.requests import Request

from assistant.coach.comment import MAX_COMMENT
from assistant.coach.plan import MAX_LINE
from assistant.coach.reading import MAX_EVIDENCE, MAX_NAME
from assistant.coach.scale import Rating
from corpus.folding import clean

MAX_QUESTION = 2000
_MOST_FIELDS = 20
_FORM = "application/x-www-form-urlencoded"
ModelT = TypeVar("ModelT", bound="Form")

RecordId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class FormProblem(Exception):
    """A field of a form cannot be taken.

    Attributes:
        field: Its name.
        kind: `missing`, `long` or `wrong`; a text of the catalogue for each.
    """

    def __init__(self, field: str, kind: Literal["missing", "long", "wrong"]) -> None:
        super().__init__(f"{field}: {kind}")
        self.field = field
        self.kind = kind


def _said(value: str) -> str:
    if not clean(value):
        raise ValueError("blank")
    return value


Version = Annotated[int, Field(ge=1, le=2**31)]
Said = AfterValidator(_said)


class Form(BaseModel):
    """A form; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: Annotated[str, Field(max_length=64)] = ""


class EnterForm(Form):
    """Somebody names themselves."""

    name: Annotated[str, Field(max_length=MAX_NAME), Said]
    role: Literal["staff", "coach"]


class ConfirmForm(Form):
    """A box that has to be ticked."""

    confirm: Literal["yes"]


class NameForm(Form):
    """A corrected name."""

    name: Annotated[str, Field(max_length=MAX_NAME), Said]
    version: Version


class RoleForm(Form):
    """The level of a role."""

    level: Literal["1", "2", "3", "4", "5"]


class RateForm(Form):
    """An answer about one skill."""

    rating: Rating
    evidence: Annotated[str, Field(max_length=MAX_EVIDENCE)] = ""
    version: Version


class QuestionForm(Form):
    """A question beside a skill; `once` is the same where the same form is sent again."""

    question: Annotated[str, Field(max_length=MAX_QUESTION), Said]
    once: RecordId
    skill: Annotated[str, Field(max_length=100)] = ""


class ShareForm(Form):
    """A coach's code."""

    code: Annotated[str, Field(max_length=40), Said]


class UnshareForm(Form):
    """A coach to whom no more is shown."""

    coach: RecordId


class PlanForm(Form):
    """A plan is to be drafted; `once` is the same where the same form is sent again."""

    once: RecordId
    wording: Literal["templates", "model"]


class LineForm(Form):
    """What happens to one line of a plan; `new` lines stand at the end of their part."""

    part: Literal["advice", "notes"]
    number: Annotated[int, Field(ge=0, le=1000)] = 0
    action: Literal["save", "remove", "up", "down", "add"]
    line: Annotated[str, Field(max_length=MAX_LINE)] = ""
    skill: Annotated[str, Field(max_length=100)] = ""
    version: Version


class DecisionForm(Form):
    """A coach decides on a draft."""

    to: Literal["sent_back", "approved"]
    comment: Annotated[str, Field(max_length=MAX_COMMENT)] = ""
    version: Version


class CommentForm(Form):
    """A comment on a plan, after the last one that was seen."""

    words: Annotated[str, Field(max_length=MAX_COMMENT), Said]
    seen: Annotated[int, Field(ge=0, le=2**31)]


class OwnCommentForm(Form):
    """What somebody does with their own comment; `number` says which one was typed in."""

    action: Literal["save", "remove"]
    words: Annotated[str, Field(max_length=MAX_COMMENT)] = ""
    number: Annotated[int, Field(ge=1, le=2**31)]
    version: Version


class EmptyForm(Form):
    """A button alone."""


async def read_fields(request: Request) -> dict[str, str]:
    """The fields of a posted form; a field sent twice, or another kind of body, is refused.

    Raises:
        FormProblem: It is no form of ours.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise FormProblem("token", "wrong")
    try:
        pairs = parse_qsl(
            (await request.body()).decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise FormProblem("token", "wrong") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise FormProblem("token", "wrong")
    return fields


def checked(model: type[ModelT], fields: dict[str, str]) -> ModelT:
    """The form that the fields make.

    Raises:
        FormProblem: A field is missing, too long or has a value that cannot be.
    """
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "token"
        missing = first["type"] in ("missing", "value_error")
        too_long = first["type"] == "string_too_long"
        kind: Literal["missing", "long", "wrong"] = (
            "missing" if missing else "long" if too_long else "wrong"
        )
        raise FormProblem(field, kind) from error


def key_of(*parts: str) -> str:
    """One id for the same things sent, 32 hexadecimal digits."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
