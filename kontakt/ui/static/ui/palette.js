// The colours of charts, as the page has them now (base.css), in light and in dark.
//
//   kontaktCharts.palette()        {ink, inkSoft, inkFaint, rule, ruleStrong, shade, surface, raised, primary,
//                                   series: [eight], levels: {compliant: {mark, ground}, below: …, …}}, each an rgb(…)
//   kontaktCharts.onChange(draw)   draw() is called when the system turns light or dark; ask for the palette again
//
// On paper everything is light: before "beforeprint" reaches a chart that is loaded after this, the page has been
// turned light, and after printing it is turned back.

(() => {
  const root = document.documentElement;

  function palette() {
    const probe = document.body.appendChild(document.createElement("span"));
    probe.hidden = true;
    const colour = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const level = (mark, ground) => ({ mark: colour(`mark-${mark}`), ground: colour(ground) });
    const colours = {
      ink: colour("ink"),
      inkSoft: colour("ink-soft"),
      inkFaint: colour("ink-faint"),
      rule: colour("rule"),
      ruleStrong: colour("rule-strong"),
      shade: colour("shade"),
      surface: colour("surface"),
      raised: colour("raised"),
      primary: colour("primary"),
      series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => colour(`series-${number}`)),
      levels: {
        compliant: level("compliant", "success-light"),
        below: level("below", "warning-light"),
        markedly_below: level("markedly-below", "error-light"),
        exempt: level("exempt", "info-light"),
        too_few: level("too-few", "shade"),
        no_data: level("no-data", "surface"),
      },
    };
    probe.remove();
    return colours;
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const onChange = (draw) => dark.addEventListener("change", draw);

  let chosen;
  window.addEventListener("beforeprint", () => {
    chosen = root.dataset.theme;
    root.dataset.theme = "light";
  });
  window.addEventListener("afterprint", () => {
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
  });

  window.kontaktCharts = { palette, onChange };
})();
