"""Lasting: a file that was saved stays for a while, for the browser fetches it once it knows where.

Streamlit lets it go when two scripts of the worker have ended, whosever they are: where a class
learns that is a twentieth of a second, and a browser on a slow network then found nothing.
"""

import threading

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

#: Seconds that a file stays after Streamlit has let it go.
SECONDS = 30.0


class LastingFiles(MemoryMediaFileStorage):
    """Streamlit's files in memory; one that is let go is deleted a while later."""

    def __init__(self, media_endpoint):
        super().__init__(media_endpoint)
        self._lock, self._leaving = threading.Lock(), {}

    def load_and_get_id(self, *args, **kwargs):
        """The name of a file, which stays from now on."""
        with self._lock:
            file_id = super().load_and_get_id(*args, **kwargs)
            if timer := self._leaving.pop(file_id, None):
                timer.cancel()
            return file_id

    def delete_file(self, file_id):
        """Delete it after SECONDS, unless it is wanted again before."""
        with self._lock:
            if file_id not in self._leaving:
                timer = self._leaving[file_id] = threading.Timer(SECONDS, self._forget, (file_id,))
                timer.daemon = True
                timer.start()

    def _forget(self, file_id):
        with self._lock:
            if self._leaving.pop(file_id, None):
                super().delete_file(file_id)


def files_last():
    """Let Streamlit keep its files so; before it starts."""
    memory_media_file_storage.MemoryMediaFileStorage = LastingFiles
