// Ticks, one after the answer to the one before. They leave the browser like a press does, so that
// a press and a tick of the same moment share a message.
const ASK_AGAIN = 3000; // an answer was lost, as on a dropped socket

export default function ({ data, parentElement, setTriggerValue }) {
  const me = (parentElement.__clock ??= { at: 0 });
  clearTimeout(me.timer);
  if (data.every === null) return;
  const tick = () => {
    if (!parentElement.isConnected) return;
    me.at = Date.now();
    me.timer = setTimeout(tick, Math.max(ASK_AGAIN, 1000 * data.every));
    setTriggerValue("tick", true);
  };
  me.timer = setTimeout(tick, Math.max(0, me.at + 1000 * data.every - Date.now()));
}
