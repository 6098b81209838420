"""Links that nobody wrote: reading never fails, and what it gives can be run and written."""

from hypothesis import given, settings

from tests.runs.links import ANY_LINK, SAME, histories, mutated_links
from wsviz.runs import link
from wsviz.runs.faults import MAX_MESSAGES
from wsviz.runs.run import MAX_WEIGHT, Run


def check(query):
    """Whatever the query is, it opens a history that can be, in a few plain sentences."""
    opened = link.read(query)
    assert opened == link.read(query)
    assert len(opened.messages) <= MAX_MESSAGES
    assert all(message.isprintable() for message in opened.messages)
    assert max(map(len, opened.messages), default=0) < 400
    first = opened.revisions[0]
    assert (first.start, first.phase, first.recipe) == (0, "wake", opened.recipe)
    moments = [(r.start, r.phase == "sleep") for r in opened.revisions]
    assert moments == sorted(set(moments))
    for revision in opened.revisions:
        assert not first.recipe.starts_over(revision.recipe)
        for edit in revision.edits:
            assert first.recipe.architecture.has(*edit[:4])
            assert abs(edit.value) <= MAX_WEIGHT
    again = link.read(link.write(opened.preset, opened.revisions))
    assert again == opened._replace(messages=())


@settings(SAME, max_examples=120)
@given(ANY_LINK)
def test_any_texts_can_be_read(query):
    check(query)


@settings(SAME, max_examples=80)
@given(mutated_links())
def test_good_links_with_slips_can_be_read(query):
    check(query)


@settings(SAME, max_examples=60)
@given(histories())
def test_a_history_is_read_as_it_was_written(history):
    preset, revisions = history
    opened = link.read(link.write(preset, revisions))
    assert opened == (preset, revisions[0].recipe, revisions, ())


@settings(SAME, max_examples=10)
@given(mutated_links())
def test_what_was_read_can_be_run(query):
    opened = link.read(query)
    run = Run(opened.recipe, opened.revisions)
    run.advance(1)
    assert run.cycle == 1
