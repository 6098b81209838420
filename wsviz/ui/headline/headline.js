// The line that says where we are: seen, spoken, and kept in the address; and the page's keys.
const SPEAK_EVERY = 5000; // while it learns
const WRITE_EVERY = 400; // a browser refuses more than some 6 addresses a second

// Who has the focus keeps the keys that it knows itself.
const TYPES = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
const OWN = {
  Space: `${TYPES}, button, a, summary, label, input, [role=button], [role=option], [role=tab], [tabindex="0"]`,
  Arrow: `${TYPES}, input, [role=slider], [role=radiogroup], [role=radio], [role=listbox], [role=tablist], [role=menu]`,
  Letter: `${TYPES}, [role=listbox], [role=menu]`,
};

const nameOf = ({ key, code }) => {
  if (key === " ") return "Space";
  if (key.length > 1) return key;
  // On a keyboard without Latin letters the place of the key decides.
  return /[a-z]/i.test(key) ? key.toUpperCase() : code.replace("Key", "");
};

const buttonOf = (key) => document.querySelector(`.st-key-${key} button:not(:disabled)`);

const press = (event) => {
  const name = nameOf(event);
  const button = buttonOf(window.__keys?.[name]);
  if (!button || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const kind = name === "Space" ? "Space" : name.startsWith("Arrow") ? "Arrow" : "Letter";
  if (event.target.closest?.(OWN[kind])) return;
  event.preventDefault();
  button.click();
};

// A page that turns takes and sends no more: what it said now would bring it back. It is over when
// the line of the page that was asked for last is there, or after so many ms.
const TURNING = { pointerdown: 2000, click: 10000, popstate: 10000 };
const plain = ({ pathname }) => pathname.replace(/\/$/, "");
const turned = () => {
  window.__turning = 0;
  window.__turnsTo = undefined;
  document.body.classList.remove("turning");
};
const turn = (event) => {
  const { type, target, ctrlKey, metaKey, shiftKey } = event;
  const link = type === "popstate" ? location : target.closest?.("a[href]:not([target], [download])");
  if (!link || ctrlKey || metaKey || shiftKey) return;
  if (link.pathname === window.__path && !(Date.now() < window.__turning)) return;
  window.__turning = Date.now() + TURNING[type];
  if (type === "pointerdown") return;
  window.__turnsTo = plain(link);
  document.body.classList.add("turning");
  clearTimeout(window.__turns);
  window.__turns = setTimeout(turned, TURNING[type]);
  // What was said before is sent first: Streamlit keeps it for a setTimeout, and sent it after.
  if (!event.isTrusted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const again = () => (type === "click" ? link.click() : window.dispatchEvent(new PopStateEvent(type, event)));
  setTimeout(() => setTimeout(again));
};

const element = (tag, className, parent) => {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
};

const build = (parent) => {
  const line = element("p", "status", parent);
  const me = { line, where: element("span", "where", line), rule: element("span", "equation", line) };
  me.sentence = element("p", "sentence", parent);
  me.spoken = element("span", "unseen", parent);
  me.spoken.setAttribute("role", "status");
  me.spoken.setAttribute("aria-live", "polite");
  me.spokeAt = me.writtenAt = 0;
  return me;
};

const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

// Now, or once so long has passed since the last time; the newest wins.
const soon = (me, what, pause, act) => {
  clearTimeout(me[what]);
  const wait = Math.max(0, me[`${what}At`] + pause - Date.now());
  me[what] = setTimeout(() => { me[`${what}At`] = Date.now(); act(); }, wait);
};

// What this tab showed before another link was opened in it, told once a document.
const tellWhereFrom = (tell) => {
  if (window.__arrived) return;
  window.__arrived = true;
  const before = sessionStorage.getItem("wsviz");
  if (before !== null && before !== location.search.slice(1)) tell("left", before);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const me = (parentElement.__headline ??= build(parentElement));
  // A page that was passed over says its line too.
  if (plain(location) === window.__turnsTo) turned();
  tellWhereFrom(setTriggerValue);
  me.line.className = `status ${data.phase}`;
  if (document.body.dataset.then !== data.then) document.body.dataset.then = data.then;
  me.line.hidden = !data.status;
  put(me.where, data.status);
  put(me.rule, data.equation);
  put(me.sentence, data.sentence);
  const words = data.learning ? data.status : [data.status, data.sentence].join(". ");
  soon(me, "spoke", data.learning ? SPEAK_EVERY : 0, () => put(me.spoken, words));
  const url = location.pathname + (data.address && `?${data.address}`) + location.hash;
  window.__address = data.address; // from which anew.js opens a page that lost its server
  soon(me, "written", WRITE_EVERY, () => {
    if (parentElement.isConnected && url.split("?")[0] === location.pathname + location.hash)
      if (url !== location.pathname + location.search) history.replaceState(history.state, "", url);
    sessionStorage.setItem("wsviz", data.address);
  });
  window.__keys = data.keys;
  for (const [name, key] of Object.entries(data.keys))
    buttonOf(key)?.setAttribute("aria-keyshortcuts", name);
  // Where there is no room for words the tip says them.
  for (const button of document.querySelectorAll(".st-key-controls button")) {
    const words = button.querySelector("p")?.textContent ?? "";
    if (button.title !== words) button.title = words;
  }
  window.__path = location.pathname;
  if (window.__listens) return;
  window.__listens = true;
  document.addEventListener("keydown", press);
  for (const type of Object.keys(TURNING)) window.addEventListener(type, turn, true);
}
