// A Plotly figure, updated in place. plotly.js is loaded once a page, from the app itself.
const shared = (window.__plotly ??= { pause: 1, print: matchMedia("print") });
shared.ready ??= new Promise((resolve) => { shared.arrived = resolve; });

const drawings = (within) => within.querySelectorAll(".main-svg");

// Chromium tells of the print layout, and figures are redrawn; elsewhere the style sheet scales.
window.onbeforeprint ??= () => {
  for (const svg of drawings(document))
    svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
};

// A failed load is tried again after 1, 2, 4 … 30 s and at the next data, at most once a second.
const loadPlotly = (source) => {
  if (window.Plotly) return shared.arrived(window.Plotly);
  if (shared.busy) return;
  shared.busy = true;
  clearTimeout(shared.timer);
  const script = document.createElement("script");
  script.onload = script.onerror = () => {
    if (window.Plotly) return shared.arrived(window.Plotly);
    script.remove();
    for (const box of document.querySelectorAll(".steady-plot:empty"))
      box.textContent = "The figure did not load yet. Trying again …";
    setTimeout(() => (shared.busy = false), 1000);
    shared.timer = setTimeout(loadPlotly, 1000 * shared.pause, source);
    shared.pause = Math.min(2 * shared.pause, 30);
  };
  script.src = new URL(source, document.baseURI);
  document.head.append(script);
};

const CONFIG = { displayModeBar: false, doubleClick: false };

// Figures name the theme's colours; here they get them.
const readTheme = (element) => {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim();
  const text = read("text-color") || "#2F2D2B";
  const mix = (share) => toRgb(`color-mix(in srgb, ${text} ${share}%, transparent)`);
  return {
    $text: text,
    $muted: mix(70),
    $faint: mix(18),
    $paper: read("background-color") || "#FFFFFF",
    $font: read("font") || "sans-serif",
  };
};

// Plotly knows no color-mix: let the browser work it out.
const toRgb = (color) => {
  const options = { willReadFrequently: true };
  const context = (shared.swatch ??= document.createElement("canvas").getContext("2d", options));
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
};

// Read once a theme, which Streamlit's classes tell apart: asking for a style costs a layout.
const themeOf = (element) => {
  const around = [element, element.parentElement, element.parentElement?.parentElement];
  return ((shared.themes ??= {})[around.map((each) => each?.className)] ??= readTheme(element));
};

const parse = (text, theme) =>
  JSON.parse(text.replace(/"(\$(text|muted|faint|paper|font))"/g, (_, name) => JSON.stringify(theme[name])));

const sizeOf = (box) => `${box.offsetWidth} ${box.offsetHeight}`;

// A figure made for one size is drawn at it and scaled to its room, on paper by the style sheet;
// others are as wide as the page.
const roomOf = ({ parent, oneScreen, figure: { layout } }) => {
  const wide = parent.clientWidth / layout.width;
  if (!oneScreen) return Math.min(wide, 1);
  if (innerWidth <= 640) return wide; // a phone
  const top = parent.getBoundingClientRect().top + (parent.closest(".stMain")?.scrollTop ?? 0);
  return Math.min(wide, Math.max(240, innerHeight - top - 20) / layout.height);
};
// All are measured before one is changed, once a frame, and once more when what stands above them
// has come to rest.
const scaled = (shared.scaled ??= new Set());
shared.settle = () => {
  if (shared.print.matches) return;
  const rooms = [...scaled].map(roomOf);
  [...scaled].forEach((me, n) => {
    const height = `${Math.floor(me.figure.layout.height * rooms[n])}px`;
    if (me.scale === rooms[n] && me.parent.style.height === height) return;
    me.scale = rooms[n];
    me.box.style.transform = `scale(${me.scale})`;
    me.parent.style.height = height;
  });
};
const settleSoon = () => {
  shared.frame ??= requestAnimationFrame(() => { shared.frame = null; shared.settle(); });
  clearTimeout(shared.late);
  shared.late = setTimeout(shared.settle, 400);
};

// Only points that carry numbers are targets.
const click = (me) => ({ points }) => {
  const target = points?.[0]?.customdata;
  if (!Array.isArray(target) && !ArrayBuffer.isView(target)) return;
  const numbers = Array.from(target);
  if (numbers.every(Number.isFinite)) me.trigger("click", numbers);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const me = (parentElement.__steady ??= {});
  me.trigger = setTriggerValue;
  if (!me.box) {
    me.box = document.createElement("div");
    me.box.className = "steady-plot";
    me.box.setAttribute("role", "img");
    parentElement.append(me.box);
  }
  // The picture's name alone draws nothing anew.
  const [, name, text] = new TextDecoder().decode(data).match(/^{"name":"(.*?)",(.*)$/);
  Object.assign(me, { parent: parentElement, name });
  const theme = themeOf(parentElement);
  const look = Object.values(theme).join();
  if (text !== me.text || look !== me.look) {
    const { figure, alt, source, oneScreen } = parse(`{${text}`, theme);
    Object.assign(me, { text, look, figure, source, oneScreen, stale: true });
    me.box.setAttribute("aria-label", alt);
    const { width, height } = figure.layout;
    Object.assign(me.box.style, { width: width ? `${width}px` : "", height: `${height}px` });
    if (width) scaled.add(me);
  }
  settleSoon();

  me.draw = async () => {
    if (!me.stale || !me.box.offsetWidth) return; // a hidden tab draws once it has a width
    loadPlotly(me.source);
    const Plotly = await shared.ready;
    if (!me.stale || !me.box.isConnected) return;
    if (!me.listening) me.box.textContent = ""; // what was said while it did not load
    drawings(me.box).forEach((svg) => svg.removeAttribute("viewBox"));
    me.stale = false;
    me.size = sizeOf(me.box);
    const layout = {
      ...me.figure.layout,
      width: me.figure.layout.width ?? me.box.offsetWidth,
      font: { family: theme.$font, color: theme.$text, ...me.figure.layout.font },
    };
    // Plotly takes the node of an empty text away, and then misses it in the next figure.
    for (const trace of me.figure.data)
      if (Array.isArray(trace.text)) trace.text = trace.text.map((text) => text || " ");
    await Plotly.react(me.box, me.figure.data, layout, CONFIG);
    if (me.listening) return;
    me.listening = true;
    me.box.on("plotly_click", click(me));
    window.__figureMenu?.(me);
  };
  me.draw();

  me.redraw ??= () => {
    settleSoon();
    me.stale ||= !me.figure.layout.width && sizeOf(me.box) !== me.size;
    me.draw();
  };
  me.observer ??= new ResizeObserver(me.redraw);
  [me.box, parentElement, document.body].forEach((seen) => me.observer.observe(seen));
  shared.print.addEventListener("change", me.redraw);
  return () => setTimeout(() => { // also called for a superseded run of the same node
    if (parentElement.isConnected) return;
    me.observer.disconnect();
    scaled.delete(me);
    shared.print.removeEventListener("change", me.redraw);
    window.Plotly?.purge(me.box);
  });
}
