/* The chart library is four times as large as the rest of a page together, so it is fetched when a chart is near: within
   a screen of what is shown, or as soon as the reader does anything at all. <script data-library="ADDRESS"> says where
   it is. chartLibrary(figures, draw) calls draw once it is there. */

window.chartLibrary = (() => {
  const address = document.currentScript.dataset.library;
  const SIGNS_OF_A_READER = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel"];
  let fetched;

  function fetchIt() {
    fetched ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", done);
      document.head.append(script);
    });
    return fetched;
  }

  return (figures, draw) => {
    if (window.echarts) {
      draw();
      return;
    }
    if (!figures.length) return;
    const go = () => fetchIt().then(draw);
    const near = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        near.disconnect();
        go();
      },
      { rootMargin: "100% 0px" },
    );
    figures.forEach((figure) => near.observe(figure));
    SIGNS_OF_A_READER.forEach((sign) => window.addEventListener(sign, go, { once: true, passive: true }));
  };
})();
