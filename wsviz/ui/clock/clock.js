// Ticks, one after the answer to the one before, sent when the browser has nothing to draw and the
// page does not turn (headline.js). They leave it as a press does: a press and a tick of the same
// moment share a message.
const ASK_AGAIN = 3000; // ms; an answer was lost, as on a dropped socket

const idle = window.requestIdleCallback ?? setTimeout;

const lineIn = (parent) => {
  const line = document.createElement("p");
  line.className = "quiet";
  line.setAttribute("role", "status");
  parent.append(line);
  return line;
};

export default function ({ data, parentElement, setTriggerValue }) {
  // The path it was drawn for: a page's clock stays a while after the next page has begun.
  const me = (parentElement.__clock ??= { at: 0, path: location.pathname });
  if (data.words) me.line ??= lineIn(parentElement);
  if (me.line && me.line.textContent !== data.words) me.line.textContent = data.words;
  clearTimeout(me.timer);
  if (data.every === null) return;
  const due = (time) => { me.timer = setTimeout(() => idle(tick, { timeout: 200 }), time - Date.now()); };
  const tick = () => {
    if (me.answer !== data.answer || !parentElement.isConnected) return;
    if (me.path !== location.pathname) return;
    if (Date.now() < window.__turning) return due(window.__turning);
    me.at = Date.now();
    due(me.at + Math.max(ASK_AGAIN, 1000 * data.every));
    setTriggerValue("tick", true);
  };
  me.answer = data.answer;
  due(me.at + 1000 * data.every);
}
