"""A run of everything that has ended reaches the browser with all that it drew."""

import subprocess
import sys

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from tests.browser.app import ROOT
from wsviz.ui.whole import WholeRuns


def drawn(text, at, fragment=""):
    message = ForwardMsg()
    message.metadata.delta_path[:] = [0, at]
    message.delta.new_element.markdown.body = text
    message.delta.fragment_id = fragment
    return message


def ended(how):
    message = ForwardMsg()
    message.script_finished = getattr(ForwardMsg, how)
    return message


def sent(queue):
    """What reaches the browser: texts, and how runs ended."""
    return [
        message.delta.new_element.markdown.body
        if message.HasField("delta")
        else ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
        for message in queue.flush()
    ]


def run_and_tick(queue, how="FINISHED_SUCCESSFULLY"):
    """A run draws a fragment and ends; before a word of it is sent, the fragment is drawn anew."""
    for message in (drawn("page", 0), drawn("picture", 1, "f"), ended(how)):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["f"])
    queue.enqueue(drawn("picture anew", 1, "f"))
    return sent(queue)


def test_what_a_run_drew_comes_before_its_end_and_what_is_new_after_it():
    assert run_and_tick(WholeRuns()) == ["page", "picture", "FINISHED_SUCCESSFULLY", "picture anew"]


def test_streamlits_own_tells_the_end_of_a_run_without_its_picture():
    """Once this fails, WholeRuns has become superfluous."""
    assert run_and_tick(ForwardMsgQueue()) == ["page", "FINISHED_SUCCESSFULLY", "picture anew"]


@pytest.mark.parametrize("how", ["FINISHED_FRAGMENT_RUN_SUCCESSFULLY", "FINISHED_EARLY_FOR_RERUN"])
def test_where_no_run_of_everything_has_ended_a_picture_is_passed_over(how):
    assert run_and_tick(WholeRuns(), how) == ["page", "FINISHED_EARLY_FOR_RERUN", "picture anew"]


def test_a_run_of_everything_makes_what_waits_superfluous():
    queue = WholeRuns()
    for message in (drawn("page", 0), drawn("picture", 1, "f"), ended("FINISHED_SUCCESSFULLY")):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True)
    assert sent(queue) == ["FINISHED_EARLY_FOR_RERUN"]


def test_the_app_is_served_so():
    found = "import app; from streamlit.runtime import app_session as s; print(s.ForwardMsgQueue)"
    said = subprocess.run([sys.executable, "-c", found], cwd=ROOT, capture_output=True, text=True)
    assert WholeRuns.__name__ in said.stdout
