// One Plotly figure, updated in place. plotly.js is loaded once a page from the app itself.
const loadPlotly = () => window.__plotly ??= new Promise((resolve, reject) => {
  if (window.Plotly) return resolve(window.Plotly);
  const script = document.createElement("script");
  script.src = new URL("plotly/plotly.min.js", document.baseURI).href;
  script.onload = () => resolve(window.Plotly);
  script.onerror = () => { window.__plotly = null; reject(Error("plotly.min.js did not load")); };
  document.head.append(script);
});

const CONFIG = { displayModeBar: false, doubleClick: false };

// Figures name the theme's colours; here they get them.
const themeOf = (element) => {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim();
  const text = read("text-color") || "#31333f";
  const mix = (share) => `color-mix(in srgb, ${text} ${share}%, transparent)`;
  return {
    $text: text,
    $muted: toRgb(mix(60)),
    $faint: toRgb(mix(18)),
    $paper: read("background-color") || "#ffffff",
    $font: read("font") || "sans-serif",
  };
};

// Plotly knows no color-mix: let the browser work it out.
const toRgb = (color) => {
  const context = (window.__swatch ??= document.createElement("canvas").getContext("2d", {
    willReadFrequently: true,
  }));
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
};

const parse = (text, theme) =>
  JSON.parse(text.replace(/"(\$(?:text|muted|faint|paper|font))"/g, (_, name) => JSON.stringify(theme[name])));

export default function ({ data, parentElement, setTriggerValue }) {
  const me = (parentElement.__steady ??= {});
  me.trigger = setTriggerValue;
  if (!me.box) {
    me.box = document.createElement("div");
    me.box.className = "steady-plot";
    me.box.setAttribute("role", "img");
    parentElement.append(me.box);
  }
  const text = new TextDecoder().decode(data);
  const theme = themeOf(parentElement);
  const look = Object.values(theme).join();
  if (text !== me.text || look !== me.look) {
    Object.assign(me, { text, look, stale: true });
    const { figure, alt } = parse(text, theme);
    me.figure = figure;
    me.box.setAttribute("aria-label", alt);
    me.box.style.height = `${figure.layout.height}px`;
  }

  me.draw = async () => {
    if (!me.stale || !me.box.offsetWidth) return; // a hidden tab draws once it has a width
    const Plotly = window.Plotly ?? (await loadPlotly());
    if (!me.stale || !me.box.isConnected) return;
    me.stale = false;
    me.width = me.box.offsetWidth;
    const layout = {
      ...me.figure.layout,
      width: me.width,
      font: { family: theme.$font, color: theme.$text, ...me.figure.layout.font },
    };
    await Plotly.react(me.box, me.figure.data, layout, CONFIG);
    if (me.listening) return;
    me.listening = true;
    me.box.on("plotly_click", ({ points }) => {
      const { customdata } = points[0];
      if (customdata !== undefined) me.trigger("click", Array.from(customdata));
    });
  };
  me.draw().catch((error) => { me.box.textContent = error.message; });

  me.observer ??= new ResizeObserver(() => {
    if (me.box.offsetWidth !== me.width) { me.stale = true; me.draw(); }
  });
  me.observer.observe(me.box);
  return () => setTimeout(() => { // also called for a superseded run of the same node
    if (parentElement.isConnected) return;
    me.observer.disconnect();
    window.Plotly?.purge(me.box);
  });
}
