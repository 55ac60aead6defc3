"""Form to groups and back: nothing is lost, and what a stranger wrote never raises."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.values import Relationship, Sex
from services.workers.groups import GROUP_FIELDS, form_of, groups_of
from services.workers.records import Heir, WorkerForm
from tests.offices import worker

WORDS = st.text("ABCDEFG abc 0123", max_size=12)
HEIRS = st.builds(Heir, name=WORDS.filter(bool), relationship=st.sampled_from(Relationship), nik=WORDS, phone=WORDS)
FORMS = st.builds(
    WorkerForm,
    nik=WORDS,
    full_name=WORDS,
    birth_date=st.none() | st.dates(date(1900, 1, 1)),
    sex=st.none() | st.sampled_from(Sex),
    address=WORDS,
    phone=WORDS,
    monthly_income=st.none() | st.integers(0, 10**9),
    heirs=st.lists(HEIRS, max_size=3).map(tuple),
    notice_given_on=st.none() | st.dates(date(2020, 1, 1)),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_every_field_belongs_to_one_group() -> None:
    grouped = [name for fields in GROUP_FIELDS.values() for name in fields]
    assert sorted(grouped) == sorted(field.name for field in dataclasses.fields(WorkerForm))


@given(FORMS)
def test_a_form_comes_back_as_it_was(form: WorkerForm) -> None:
    assert form_of(groups_of(form)) == form


def test_blank_is_not_said_but_no_income_is() -> None:
    groups = groups_of(worker(phone="", monthly_income=0))
    assert "contact" not in groups
    assert groups["occupation"]["monthly_income"] == 0


@given(
    st.dictionaries(
        st.sampled_from(sorted(GROUP_FIELDS)),
        st.dictionaries(
            st.sampled_from(sorted({name for fields in GROUP_FIELDS.values() for name in fields})), JSON, max_size=6
        ),
    )
)
def test_what_has_the_wrong_type_counts_as_not_said(values: dict[str, dict[str, object]]) -> None:
    form = form_of(values)
    assert isinstance(form.full_name, str) and isinstance(form.heirs, tuple)
    assert form.monthly_income is None or isinstance(form.monthly_income, int)
