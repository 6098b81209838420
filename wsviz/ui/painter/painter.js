// A grid of pixels to paint. A stroke is drawn here at once and told when it ends.
const PATIENCE = 3000; // ms; then what Python gave holds, whatever was painted since

const put = (me, at, tone) => {
  const cell = me.cells[at];
  const [row, column] = [Math.floor(at / me.data.columns) + 1, (at % me.data.columns) + 1];
  me.states[at] = tone;
  cell.dataset.tone = tone;
  cell.setAttribute("aria-label", `row ${row}, column ${column}, ${me.data.words[tone]}`);
};

const build = (me) => {
  me.stroke = null;
  me.grid.replaceChildren();
  me.cells = me.data.states.map((_, at) => {
    if (at % me.data.columns === 0) {
      me.grid.append(document.createElement("div"));
      me.grid.lastChild.setAttribute("role", "row");
    }
    const cell = document.createElement("div");
    cell.setAttribute("role", "gridcell");
    cell.tabIndex = at ? -1 : 0;
    me.grid.lastChild.append(cell);
    return cell;
  });
  me.at = 0;
  me.states = [];
  const { columns, colours } = me.data;
  const look = { columns, rows: me.cells.length / columns, ...colours };
  for (const [name, value] of Object.entries(look)) me.grid.style.setProperty(`--${name}`, value);
};

// The pixel that keys act on; of all of them it alone can be reached by Tab.
const stand = (me, at) => {
  me.cells[me.at].tabIndex = -1;
  me.at = at;
  me.cells[at].tabIndex = 0;
  me.cells[at].focus({ preventScroll: true });
};

const show = (me) => {
  me.sent = [];
  me.data.states.forEach((tone, at) => { if (me.states[at] !== tone) put(me, at, tone); });
};

// Strokes may be ahead of the answers: an answer to an earlier one must not take the later back.
const tell = (me) => {
  me.sent.push(me.states.join());
  me.trigger("paint", [...me.states]);
  clearTimeout(me.late);
  me.late = setTimeout(() => me.stroke || show(me), PATIENCE);
};

const take = (me, data) => {
  const [before, text] = [me.text, data.states.join()];
  const fresh = me.data?.columns !== data.columns || me.cells.length !== data.states.length;
  me.data = data;
  me.text = text;
  me.grid.setAttribute("aria-label", data.label);
  if (fresh) build(me);
  const answers = me.sent.indexOf(text);
  if (!fresh && answers >= 0) me.sent.splice(0, answers + 1);
  else if (fresh || text !== before) me.sent = [];
  if (!me.sent.length && !me.stroke) show(me);
};

const place = (me, { clientX, clientY }) => {
  const box = me.grid.getBoundingClientRect();
  const [columns, rows] = [me.data.columns, me.cells.length / me.data.columns];
  const clip = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return [clip((clientX - box.x) / box.width, columns), clip((clientY - box.y) / box.height, rows)];
};

// A fast hand skips pixels: all on the line from the last one are painted.
const paint = (me, [x, y]) => {
  const { tone, from: [left, top] } = me.stroke;
  const steps = Math.max(Math.abs(x - left), Math.abs(y - top), 1);
  for (let n = 0; n <= steps; n++) {
    const [column, row] = [left + ((x - left) * n) / steps, top + ((y - top) * n) / steps];
    put(me, Math.round(row) * me.data.columns + Math.round(column), tone);
  }
  me.stroke.from = [x, y];
};

const listen = (me) => {
  const { grid } = me;
  const next = (at) => me.data.next[me.states[at]];
  grid.onpointerdown = (event) => {
    if (event.button || me.stroke) return;
    event.preventDefault();
    grid.setPointerCapture(event.pointerId);
    const [x, y] = place(me, event);
    const at = y * me.data.columns + x;
    stand(me, at);
    me.stroke = { pointer: event.pointerId, tone: next(at), from: [x, y] };
    paint(me, [x, y]);
  };
  grid.onpointermove = (event) => {
    if (event.pointerId === me.stroke?.pointer) paint(me, place(me, event));
  };
  grid.onlostpointercapture = (event) => {
    if (event.pointerId !== me.stroke?.pointer) return;
    me.stroke = null;
    tell(me);
  };
  grid.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { columns } = me.data;
    const [column, end] = [me.at % columns, me.cells.length];
    const goal = {
      ArrowLeft: column ? me.at - 1 : me.at,
      ArrowRight: column < columns - 1 ? me.at + 1 : me.at,
      ArrowUp: me.at < columns ? me.at : me.at - columns,
      ArrowDown: me.at + columns < end ? me.at + columns : me.at,
      Home: me.at - column,
      End: me.at - column + columns - 1,
    }[event.key];
    const presses = event.key === " " || event.key === "Enter";
    if (goal === undefined && !presses) return;
    event.preventDefault();
    if (goal !== undefined) return stand(me, goal);
    if (event.repeat || me.stroke) return;
    put(me, me.at, next(me.at));
    me.spoken.textContent = me.data.words[me.states[me.at]];
    tell(me);
  };
};

export default function ({ data, parentElement, setTriggerValue }) {
  const me = (parentElement.__painter ??= { sent: [] });
  me.trigger = setTriggerValue;
  if (!me.grid) {
    me.grid = document.createElement("div");
    me.grid.className = "painter";
    me.grid.setAttribute("role", "grid");
    me.spoken = document.createElement("span");
    me.spoken.className = "unseen";
    me.spoken.setAttribute("role", "status");
    parentElement.append(me.grid, me.spoken);
    listen(me);
  }
  take(me, data);
}
