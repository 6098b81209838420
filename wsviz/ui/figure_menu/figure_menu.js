// A small menu on each figure of steady_plot: PNG of twice its size, or SVG.
const SIZE = 24, STEP = 8;
const FORMATS = { png: "PNG, for slides", svg: "SVG, to edit" };
const ICON = '<svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><path d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"/></svg>';
const DRAWN = "text, .points path, .hm image, .shapelayer path";

// Fingers do not hover: there it is always seen.
const TOUCH = matchMedia("(hover: none)");

const make = (tag, parent, more) => parent.appendChild(Object.assign(document.createElement(tag), more));

// The first place where it hides nothing that is drawn, else no text, along the edges of the figure.
const place = (me) => {
  if (!me.menu.list.hidden || !me.box.offsetWidth) return;
  const room = me.parent.getBoundingClientRect();
  const boxes = (selector) => [...me.box.querySelectorAll(selector)].map((e) => e.getBoundingClientRect());
  const free = (taken) => edges(room).find(([x, y]) => !taken.some((box) =>
    box.width && x < box.right && x + SIZE > box.left && y < box.bottom && y + SIZE > box.top));
  const [x, y] = free(boxes(DRAWN)) ?? free(boxes("text")) ?? edges(room)[0];
  const left = x - room.left, top = y - room.top;
  Object.assign(me.menu.style, { left: `${left}px`, top: `${top}px` });
  me.menu.classList.toggle("leftward", left > room.width / 2);
  me.menu.classList.toggle("upward", top > room.height / 2);
};

// Top edge from the right, right edge downwards, left edge downwards, bottom edge from the right.
const edges = ({ left, top, right, bottom }) => {
  const last = [right - SIZE - 1, bottom - SIZE - 1];
  const across = (y) => steps(last[0] - left).map((n) => [last[0] - n, y]);
  const down = (x) => steps(last[1] - top).map((n) => [x, top + n]);
  return [...across(top), ...down(last[0]), ...down(left), ...across(last[1])];
};
const steps = (length) => Array.from({ length: Math.max(1, Math.floor(length / STEP) + 1) }, (_, n) => n * STEP);

// What the figure draws at its own size, whatever it is scaled to, on the page's paper.
const asSvg = (me, scale) => {
  const { data, layout, _fullLayout: { width, height } } = me.box;
  const paper = getComputedStyle(me.parent).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const figure = { data: structuredClone(data), layout: { ...structuredClone(layout), paper_bgcolor: paper } };
  return window.Plotly.toImage(figure, { format: "svg", width, height, scale, imageDataOnly: true });
};

// A picture sees no fonts of the page: those of the text go into it.
const withFonts = async (svg) => {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  const faces = [...document.styleSheets].flatMap(rulesOf).filter((rule) =>
    rule instanceof CSSFontFaceRule && rule.style.fontStyle !== "italic" && svg.includes(familyOf(rule)));
  const style = parsed.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = (await Promise.all(faces.map(embedded))).join("\n");
  parsed.documentElement.prepend(style);
  return new XMLSerializer().serializeToString(parsed);
};
const rulesOf = (sheet) => { try { return [...sheet.cssRules]; } catch { return []; } };
const familyOf = (rule) => rule.style.fontFamily.replace(/["']/g, "");
const embedded = async (rule) => {
  const [, address] = rule.style.src.match(/url\(["']?(.*?)["']?\)/) ?? [];
  const file = await fetch(new URL(address, rule.parentStyleSheet.href ?? document.baseURI));
  return `@font-face { font-family: "${familyOf(rule)}"; font-weight: ${rule.style.fontWeight || "normal"}; src: url(${await asUrl(await file.blob())}); }`;
};
const asUrl = (blob) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = reject;
  reader.readAsDataURL(blob);
});

const asPng = async (svg) => {
  const image = new Image();
  image.src = await asUrl(new Blob([await withFonts(svg)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve));
};

const save = async (me, format) => {
  await me.draw();
  const name = `wsviz-${me.name}.${format}`;
  const svg = await asSvg(me, format === "png" ? 2 : 1);
  const blob = format === "png" ? await asPng(svg) : new Blob([svg], { type: "image/svg+xml" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const add = (me) => {
  const menu = (me.menu = document.createElement("div"));
  menu.className = "figure-menu";
  me.parent.style.position = "relative";
  const button = make("button", menu, { type: "button", innerHTML: ICON, title: "Save as a picture" });
  me.box.id ||= `figure-${me.name}`;
  button.setAttribute("aria-label", "Save as a picture");
  button.setAttribute("aria-describedby", me.box.id);
  const list = (menu.list = make("div", menu, { hidden: true }));
  const open = (shown) => { list.hidden = !shown; button.setAttribute("aria-expanded", shown); };
  open(false);
  for (const [format, textContent] of Object.entries(FORMATS))
    make("button", list, { type: "button", textContent }).onclick = () => {
      open(false);
      button.focus({ preventScroll: true });
      save(me, format);
    };
  button.onclick = () => open(list.hidden);
  menu.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    open(false);
    button.focus();
  };
  menu.addEventListener("focusout", ({ relatedTarget }) => menu.contains(relatedTarget) || open(false));
  // Unseen it waits in the corner, where no smaller window leaves it outside.
  const rest = () => menu.matches(":focus-within") || TOUCH.matches || menu.removeAttribute("style");
  menu.addEventListener("focusin", () => place(me));
  me.parent.addEventListener("pointerenter", () => place(me));
  me.parent.addEventListener("pointerleave", rest);
  menu.addEventListener("focusout", () => setTimeout(rest));
  me.box.after(menu);
  if (TOUCH.matches) place(me);
};

// One for the page, however many figures come and go.
if (!window.__figureMenu) window.addEventListener("resize", () => {
  for (const menu of document.querySelectorAll(".figure-menu")) menu.removeAttribute("style");
});
window.__figureMenu = add;

export default function () {
  for (const box of document.querySelectorAll(".steady-plot")) {
    const me = box.parentElement.__steady;
    if (me.listening && !me.menu) add(me);
  }
}
