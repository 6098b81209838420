// Whoever comes back after the line was cut may meet a session that knows nothing of this page: so
// it tells what it showed. Streamlit itself would send the address of the last turn of a page, or
// only ask for a part of a page that a new session does not have.
const STATE = "data-test-connection-state";

export default function ({ data, setTriggerValue }) {
  const me = (window.__anew ??= {});
  Object.assign(me, { data, tell: setTriggerValue });
  if (me.watch) return;
  const app = document.querySelector(`[${STATE}]`);
  me.watch = new MutationObserver(([change]) => {
    const now = app.getAttribute(STATE);
    if (now !== "CONNECTED" || change.oldValue === now) return;
    const shown = { ...me.data, address: window.__address };
    setTimeout(() => me.tell("back", shown));
  });
  me.watch.observe(app, { attributeFilter: [STATE], attributeOldValue: true });
}
