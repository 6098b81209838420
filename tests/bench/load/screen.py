"""Screen: what a page has in front of its visitor, as far as anybody here asks for it."""

import json


class Screen:
    """What was drawn last.

    line      the status line, or the sentence of a page that has none
    frames    how often the line has changed
    ids       key of a widget -> its name in Streamlit's protocol
    fragments key of a widget -> the fragment that it is in, "" for none
    deferred  key of a button that saves -> the name of what it saves
    told      the sentences of warnings
    errors    what went wrong, in words
    said      the address that would bring this screen back
    """

    def __init__(self, query, clocks):
        self.said, self.clocks = query, clocks
        self.line, self.frames = "", 0
        self.ids, self.fragments, self.deferred, self.told, self.errors = {}, {}, {}, [], []

    @property
    def cycle(self):
        """The cycle on the status line."""
        return int(self.line.split()[1].replace(",", "")) if self.line else 0

    def note(self, message):
        """Take in what the server has drawn."""
        element, fragment = message.delta.new_element, message.delta.fragment_id
        if name := message.delta.add_block.id:
            self.ids[_key(name)], self.fragments[_key(name)] = name, fragment
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "alert":
            self.told.append(element.alert.body)
        elif kind == "html" and 'class="sentence"' in element.html.body:
            self._read_line(element.html.body)
        elif kind == "bidi_component":
            self._note_component(element.bidi_component, fragment)
        elif kind is not None and (name := getattr(getattr(element, kind), "id", "")):
            key = _key(name)
            self.ids[key], self.fragments[key] = name, fragment
            if kind == "download_button":
                self.deferred[key] = element.download_button.deferred_file_id

    def _note_component(self, component, fragment):
        if component.component_name == "headline":
            data = json.loads(component.json)
            self.said = data["address"]
            self._read_line(data["status"])
        elif component.component_name == "clock":
            self.clocks.answer(component.id, fragment, json.loads(component.json)["every"])

    def _read_line(self, line):
        self.frames += line != self.line
        self.line = line


def _key(name):
    """The key that the app gave what Streamlit knows by that name."""
    return name.rsplit("-", 1)[-1]
