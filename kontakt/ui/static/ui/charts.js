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
  const INK = "#1a1a1a";
  const FAINT = "#707070";
  // The design system's data colours, picked so that neighbours differ in lightness as well as in hue.
  const LOOKS = [
    { color: "#2171B5", type: "solid", symbol: "circle" },
    { color: "#D94801", type: [8, 4], symbol: "rect" },
    { color: "#006D2C", type: [2, 3], symbol: "triangle" },
    { color: "#AE017E", type: [10, 3, 2, 3], symbol: "diamond" },
    { color: "#807DBA", type: [5, 3], symbol: "emptyCircle" },
    { color: "#7F2704", type: [1, 4], symbol: "emptyRect" },
    { color: "#2B8CBE", type: [12, 4], symbol: "emptyTriangle" },
    { color: "#54278F", type: [3, 6], symbol: "emptyDiamond" },
  ];
  const FONT = { fontFamily: '"IBM Plex Sans", system-ui, sans-serif', fontSize: 14, color: INK };

  const drawn = new Map();

  function options(data, width) {
    const number = new Intl.NumberFormat(data.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const space = data.locale === "da" ? "\u00a0" : "";
    const shown = (value) => (value === null || value === undefined ? "–" : number.format(value) + space + data.unit);
    const narrow = width < 700;

    let next = 0;
    const series = data.series.map((one) => {
      const look = one.emphasis ? { color: INK, type: "solid", symbol: "none" } : LOOKS[next++ % LOOKS.length];
      return {
        type: "line",
        name: one.name,
        data: one.values,
        connectNulls: false,
        symbol: look.symbol,
        symbolSize: 6,
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
        lineStyle: { color: FAINT, type: "solid", width: 1 },
        label: {
          ...FONT,
          fontSize: 13,
          position: narrow ? "insideEndTop" : "end",
          backgroundColor: "#ffffffd9",
          formatter: ({ name }) => name,
        },
        data: [
          ...data.lines.map((line) => ({ name: line.label, yAxis: line.value })),
          ...(data.marks ?? []).map((mark) => ({
            name: mark.label,
            xAxis: mark.month,
            lineStyle: { color: INK, type: [2, 3], width: 1 },
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
      textStyle: FONT,
      aria: { enabled: true, label: { description: description(data, shown) } },
      grid: { left: 8, right: narrow ? 24 : 24 + longest * 7, top: 16, bottom: legendRows * 24 + 24, containLabel: true },
      legend: {
        bottom: 0,
        left: 0,
        orient: narrow ? "vertical" : "horizontal",
        itemGap: narrow ? 8 : 20,
        itemWidth: 34,
        textStyle: { ...FONT, width: narrow ? width - 60 : undefined, overflow: "truncate" },
        inactiveColor: "#8e8e8e",
      },
      tooltip: {
        trigger: "axis",
        renderMode: "richText", // the HTML one would need inline styles
        confine: true,
        transitionDuration: 0,
        borderColor: "#8e8e8e",
        textStyle: { ...FONT, fontSize: 13 },
        order: "valueDesc",
        valueFormatter: shown,
      },
      xAxis: {
        type: "category",
        data: data.months,
        boundaryGap: false,
        axisLine: { lineStyle: { color: "#454545" } },
        axisLabel: { ...FONT, fontSize: 13, hideOverlap: true },
        axisTick: { alignWithLabel: true },
      },
      yAxis: {
        type: "value",
        min: 0,
        max: data.unit === "%" ? 100 : undefined,
        interval: data.unit === "%" ? 20 : undefined,
        splitLine: { lineStyle: { color: "#e8e8e8" } },
        axisLabel: { ...FONT, fontSize: 13, formatter: (value) => value.toLocaleString(data.locale) + space + data.unit },
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

  // Room is made at once, so that nothing moves when the library comes (chart-library.js).
  function prepare() {
    const figures = [...document.querySelectorAll("figure[data-chart-source]")].filter((figure) => dataOf(figure));
    figures.forEach((figure) => figure.classList.add("is-drawn"));
    chartLibrary(figures, drawAll);
  }

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
})();
