"""Whole: the browser hears that a run of the script has ended only with all that it drew.

At a press or a tick in a fragment Streamlit drops what waits to be sent of that fragment, for it is
drawn anew. Where the end of a run of everything waits too, the browser took what was dropped for
what that run no longer draws: on a busy machine pictures vanished and came back a second later.
"""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue


class WholeRuns(ForwardMsgQueue):
    """What waits to be sent to one browser; of a run of everything that has ended, all of it."""

    def clear(self, retain_lifecycle_msgs=False, fragment_ids_this_run=None):
        """Drop what a new run makes superfluous, or nothing."""
        if retain_lifecycle_msgs and fragment_ids_this_run and any(map(_ends, self._queue)):
            # What is drawn anew is a message of its own, after that end.
            self._delta_index_map = {}
        else:
            super().clear(retain_lifecycle_msgs, fragment_ids_this_run)


def _ends(message):
    """Whether it tells that a run of everything has ended well."""
    told = message.WhichOneof("type") == "script_finished"
    return told and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def runs_are_whole():
    """Let Streamlit send its messages so; before it starts."""
    app_session.ForwardMsgQueue = WholeRuns
