// What the reading room adds where JavaScript runs: filters that apply at once, keys, the as-of slider, zoom on the axis.

const form = document.querySelector("#filters");
form?.addEventListener("change", (event) => {
  if (event.target.matches("select, input[type=date]")) form.requestSubmit();
});

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    document.querySelector("header input[type=search]")?.focus();
  }
  if ((event.key === "j" || event.key === "k") && !writing) step(event.key === "j" ? 1 : -1);
});

function step(by) {
  const links = [...document.querySelectorAll("#events h2 a")];
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}

for (const label of document.querySelectorAll(".slider")) {
  const range = label.querySelector("input");
  const days = range.dataset.days.split(" ");
  const date = document.querySelector("#as-of input[name=as_of]");
  label.hidden = false;
  range.value = Math.max(0, days.findLastIndex((day) => day <= (date.value || "9999")));
  range.addEventListener("input", () => { date.value = days[range.value]; });
  range.addEventListener("change", () => range.form.requestSubmit());
}

const svg = document.querySelector("#axis svg");
if (svg) {
  const whole = svg.viewBox.baseVal.width;
  let from = 0, width = whole;
  const show = () => {
    from = Math.min(Math.max(0, from), whole - width);
    svg.setAttribute("viewBox", `${from} 0 ${width} ${svg.viewBox.baseVal.height}`);
    svg.setAttribute("preserveAspectRatio", "none");
  };
  const zoom = (factor, middle) => {
    const next = Math.min(whole, Math.max(whole / 64, width * factor));
    from += (width - next) * middle;
    width = next;
    show();
  };
  const bar = document.createElement("p");
  for (const [words, act] of [
    ["Zoom in", () => zoom(0.5, 0.5)], ["Zoom out", () => zoom(2, 0.5)],
    ["Earlier", () => { from -= width / 2; show(); }], ["Later", () => { from += width / 2; show(); }],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", act);
    bar.append(button, " ");
  }
  svg.before(bar);
}
