/* Line charts. <figure class="chart" data-chart-source="ID"> is drawn from the json_script of that id:

   {
     title:  "Share with the interviews the law requires",
     months: ["jan. 2018", …],                                  labels, ready to show
     series: [{name, values: [number | null, …], emphasis: bool}],   null is withheld: a gap in the line
     lines:  [{label, value}],                                  horizontal lines: the requirement, "markedly below"
     marks:  [{month, label}],                                  upright lines: what happened in a month (its label); may lack
     unit:   "%",
     locale: "da"                                               numbers in the tooltip and on the axis
   }

   The figure shows nothing without JavaScript: the page has the same figures in a table. Every series has a colour, a
   dash and a symbol of its own, so that none of them stands alone. Nothing moves. */

(() => {
  // Outlines, the hole drawn the other way round: ECharts' own hollow symbols are white inside, whatever the ground.
  const HOLLOW = {
    circle: "path://M0 6a6 6 0 1 1 12 0a6 6 0 1 1-12 0zM2.5 6a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
    rect: "path://M0 0h12v12h-12zM2.5 2.5v7h7v-7z",
    triangle: "path://M6 0l6 12h-12zM6 5l-2.3 5h4.6z",
    diamond: "path://M6 0l6 6l-6 6l-6-6zM6 3.4l-2.6 2.6l2.6 2.6l2.6-2.6z",
  };
  // With the palette's series, colour by colour.
  const LOOKS = [
    { type: "solid", symbol: "circle" },
    { type: [8, 4], symbol: "rect" },
    { type: [2, 3], symbol: "triangle" },
    { type: [10, 3, 2, 3], symbol: "diamond" },
    { type: [5, 3], symbol: HOLLOW.circle },
    { type: [1, 4], symbol: HOLLOW.rect },
    { type: [12, 4], symbol: HOLLOW.triangle },
    { type: [3, 6], symbol: HOLLOW.diamond },
  ];

  const drawn = new Map();

  function options(data, width) {
    const number = new Intl.NumberFormat(data.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const space = data.locale === "da" ? "\u00a0" : "";
    const shown = (value) => (value === null || value === undefined ? "–" : number.format(value) + space + data.unit);
    const narrow = width < 700;
    const colours = kontaktCharts.palette();
    const font = { fontFamily: '"IBM Plex Sans", system-ui, sans-serif', fontSize: 14, color: colours.ink };

    let next = 0;
    const lookOf = (one) => {
      if (one.emphasis) return { color: colours.ink, type: "solid", symbol: "none" };
      const place = next++ % LOOKS.length;
      return { color: colours.series[place], ...LOOKS[place] };
    };
    const series = data.series.map((one) => {
      const look = lookOf(one);
      return {
        type: "line",
        name: one.name,
        data: one.values,
        connectNulls: false,
        symbol: look.symbol,
        symbolSize: look.symbol.startsWith("path") ? 8 : 6,
        showSymbol: !one.emphasis,
        showAllSymbol: "auto",
        z: one.emphasis ? 4 : 3,
        itemStyle: { color: look.color },
        lineStyle: { color: look.color, type: look.type, width: one.emphasis ? 3.5 : 1.75 },
        emphasis: { disabled: true },
      };
    });
    if (series.length && (data.lines.length || data.marks?.length)) {
      series[0].markLine = {
        silent: true,
        symbol: "none",
        lineStyle: { color: colours.inkFaint, type: "solid", width: 1 },
        label: {
          ...font,
          fontSize: 13,
          position: narrow ? "insideEndTop" : "end",
          backgroundColor: colours.surface,
          formatter: ({ name }) => name,
        },
        data: [
          ...data.lines.map((line) => ({ name: line.label, yAxis: line.value })),
          ...(data.marks ?? []).map((mark) => ({
            name: mark.label,
            xAxis: mark.month,
            lineStyle: { color: colours.ink, type: [2, 3], width: 1 },
            label: { position: "insideEndTop", rotate: 90, distance: 2, backgroundColor: "transparent" },
          })),
        ],
      };
    }

    const words = data.series.reduce((sum, one) => sum + one.name.length * 7.5 + 62, 0);
    const legendRows = narrow ? data.series.length : Math.ceil(words / (width * 0.9));
    const longest = Math.max(0, ...data.lines.map((line) => line.label.length));
    return {
      animation: false,
      textStyle: font,
      aria: { enabled: true, label: { description: description(data, shown) } },
      grid: { left: 8, right: narrow ? 24 : 24 + longest * 7, top: 16, bottom: legendRows * 24 + 24, containLabel: true },
      legend: {
        bottom: 0,
        left: 0,
        orient: narrow ? "vertical" : "horizontal",
        itemGap: narrow ? 8 : 20,
        itemWidth: 34,
        textStyle: { ...font, width: narrow ? width - 60 : undefined, overflow: "truncate" },
        inactiveColor: colours.inkFaint,
      },
      tooltip: {
        trigger: "axis",
        renderMode: "richText", // the HTML one would need inline styles
        confine: true,
        transitionDuration: 0,
        borderColor: colours.ruleStrong,
        backgroundColor: colours.raised,
        textStyle: { ...font, fontSize: 13 },
        order: "valueDesc",
        valueFormatter: shown,
      },
      xAxis: {
        type: "category",
        data: data.months,
        boundaryGap: false,
        axisLine: { lineStyle: { color: colours.inkSoft } },
        axisLabel: { ...font, fontSize: 13, hideOverlap: true },
        axisTick: { alignWithLabel: true },
      },
      yAxis: {
        type: "value",
        min: 0,
        max: data.unit === "%" ? 100 : undefined,
        interval: data.unit === "%" ? 20 : undefined,
        splitLine: { lineStyle: { color: colours.rule } },
        axisLabel: { ...font, fontSize: 13, formatter: (value) => value.toLocaleString(data.locale) + space + data.unit },
      },
      series,
    };
  }

  // What a screen reader says: the title, and where each line ends. The table has the rest.
  function description(data, shown) {
    const ends = data.series.map((one) => `${one.name}: ${shown(one.values.at(-1))}`);
    return `${data.title}. ${data.months[0]} – ${data.months.at(-1)}. ${data.months.at(-1)}: ${ends.join("; ")}.`;
  }

  function dataOf(figure) {
    const source = document.getElementById(figure.dataset.chartSource);
    const data = source && JSON.parse(source.textContent);
    return data && data.months.length ? data : null;
  }

  function draw(figure) {
    const data = drawn.has(figure) ? null : dataOf(figure);
    if (!data) return;
    figure.classList.add("is-drawn");
    const chart = echarts.init(figure, null, { renderer: "svg" });
    chart.setOption(options(data, figure.clientWidth));
    drawn.set(figure, { chart, data });
  }

  function drawAll() {
    for (const [figure, { chart }] of drawn) {
      if (!figure.isConnected) {
        chart.dispose();
        drawn.delete(figure);
      }
    }
    document.querySelectorAll("figure[data-chart-source]").forEach(draw);
  }

  function fit() {
    for (const [figure, { chart, data }] of drawn) {
      chart.resize({ width: "auto", height: "auto" });
      chart.setOption(options(data, figure.clientWidth));
    }
  }

  let waiting;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(fit, 100);
  });
  // On paper: the width of an A4 page, as print.css has it, however wide the window is.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("figure.is-drawn").forEach((figure) => figure.classList.toggle("is-drawn", drawn.has(figure)));
    for (const { chart, data } of drawn.values()) {
      chart.resize({ width: 680, height: 280 });
      chart.setOption(options(data, 680));
    }
  });
  window.addEventListener("afterprint", fit);
  kontaktCharts.onChange(fit);

  // Room is made at once, so that nothing moves when the library comes (chart-library.js).
  function prepare() {
    const figures = [...document.querySelectorAll("figure[data-chart-source]")].filter((figure) => dataOf(figure));
    figures.forEach((figure) => figure.classList.add("is-drawn"));
    chartLibrary(figures, drawAll);
  }

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
})();
