// Ticks, one after the answer to the one before, sent when the browser has nothing to draw. They
// leave it as a press does: a press and a tick of the same moment share a message.
const ASK_AGAIN = 3000; // ms; an answer was lost, as on a dropped socket
// A tick that follows the turn of a page would bring the old page back: none leaves meanwhile.
const TURNING = { pointerdown: 500, click: 10000, popstate: 10000 };

const shared = (window.__clock ??= { held: 0 });
const idle = window.requestIdleCallback ?? setTimeout;

const hold = ({ type, target, ctrlKey, metaKey, shiftKey }) => {
  const link = target.closest?.("a[href]");
  const elsewhere = link && link.pathname !== location.pathname && !(ctrlKey || metaKey || shiftKey);
  if (elsewhere || type === "popstate") shared.held = Date.now() + TURNING[type];
};
if (!shared.listens)
  for (const type of Object.keys(TURNING)) window.addEventListener(type, hold, true);
shared.listens = true;

export default function ({ data, parentElement, setTriggerValue }) {
  if (!parentElement.__clock) shared.held = 0; // the page has turned
  const me = (parentElement.__clock ??= { at: 0 });
  clearTimeout(me.timer);
  if (data.every === null) return;
  const due = (time) => { me.timer = setTimeout(() => idle(tick, { timeout: 200 }), time - Date.now()); };
  const tick = () => {
    if (me.answer !== data.answer || !parentElement.isConnected) return;
    if (Date.now() < shared.held) return due(shared.held);
    me.at = Date.now();
    due(me.at + Math.max(ASK_AGAIN, 1000 * data.every));
    setTriggerValue("tick", true);
  };
  me.answer = data.answer;
  due(me.at + 1000 * data.every);
}
