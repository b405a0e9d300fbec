// What a page is held against beside axe. Each of these answers with the faults it found, in words.
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const shown = (element) =>
    element.checkVisibility({ checkVisibilityCSS: true }) && element.getClientRects().length > 0 && !element.closest("[inert]");

  // The element as a person would point it out.
  const named = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    const id = element.id ? `#${element.id}` : element.name ? `[name=${element.name}]` : "";
    const classes = element.getAttribute("class") ? `.${element.getAttribute("class").trim().split(/\s+/).join(".")}` : "";
    return `${element.localName}${id}${classes} “${words}”`;
  };

  const structure = () => {
    const faults = [];
    const one = (what, of) => all(of).filter(shown).length === 1 || faults.push(`not one ${what}`);
    one("h1", "h1");
    one("main", "main, [role=main]");
    one("banner", "header:not(main header), [role=banner]");
    let before = 0;
    for (const heading of all("h1, h2, h3, h4, h5, h6").filter(shown)) {
      const level = Number(heading.localName[1]);
      if (level > before + 1) faults.push(`h${level} after h${before}: ${named(heading)}`);
      before = level;
    }
    const labels = all("nav, [role=navigation]").filter(shown).map((nav) => {
      const by = nav.getAttribute("aria-labelledby");
      return (nav.getAttribute("aria-label") || (by && document.getElementById(by)?.textContent) || "").trim();
    });
    if (labels.includes("")) faults.push("a nav without a name");
    if (new Set(labels).size < labels.length) faults.push(`two navs of one name: ${labels}`);
    if (!document.title.trim() || document.title.trim().startsWith("–")) faults.push("no title");
    if (!["da", "en"].includes(document.documentElement.lang)) faults.push("no language");
    const ids = all("[id]").map((element) => element.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) < at))) faults.push(`the id ${id} twice`);
    for (const link of all("a[href^='#']:not([href='#'])")) {
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) faults.push(`leads nowhere: ${named(link)}`);
    }
    for (const field of all("[aria-invalid=true]")) {
      const described = [field, field.closest("fieldset")].map((one) => one?.getAttribute("aria-describedby") || "").join(" ");
      const words = described.split(/\s+/).map((id) => document.getElementById(id)?.textContent || "");
      if (!words.join("").trim()) faults.push(`wrong, and does not say why: ${named(field)}`);
    }
    return faults;
  };

  // WCAG 2.5.8: 24 by 24 pixels, but for links in running text; what is smaller needs so much room that a circle of 24
  // around its middle touches nothing else to click. A box to tick is as large as its label. Half a pixel is rounding.
  const small = () => {
    const inText = (element) =>
      getComputedStyle(element).display === "inline" &&
      [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    // A dot in a drawing stands where its figure puts it, and the table of the drawing has the same link ("equivalent").
    const isDot = (element) => Boolean(element.ownerSVGElement) && !element.closest(".tile-map-drawing");
    const box = (element) => {
      const boxes = [element, ...(element.labels || [])].flatMap((one) => [...one.getClientRects()]);
      const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
      const [right, bottom] = [Math.max(...boxes.map((b) => b.right)), Math.max(...boxes.map((b) => b.bottom))];
      return { element, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
    };
    const boxes = all(CONTROLS).filter((one) => shown(one) && !one.matches(".sr-only, .skipnav, .tile-map-skip, [role=region]") && !isDot(one)).map(box);
    const isSmall = ({ width, height }) => width < 23.5 || height < 23.5;
    const away = (one, other) => {
      if (isSmall(other)) return Math.hypot(one.x - other.x, one.y - other.y) / 2;
      const beside = (at, from, to) => Math.max(from - at, 0, at - to);
      return Math.hypot(beside(one.x, other.left, other.right), beside(one.y, other.top, other.bottom));
    };
    const apart = (one, other) =>
      other.element === one.element || other.element.contains(one.element) || one.element.contains(other.element) || away(one, other) >= 11.5;
    return boxes
      .filter((one) => isSmall(one) && !inText(one.element) && !boxes.every((other) => apart(one, other)))
      .map(({ element, width, height }) => `${Math.round(width)}×${Math.round(height)}: ${named(element)}`);
  };

  // Wider than the screen, cut off, or in a part that scrolls and cannot be reached by keyboard.
  const lost = () => {
    const faults = [];
    const root = document.documentElement;
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    if (root.scrollWidth > root.clientWidth) {
      const out = all("body *").filter((element) => shown(element) && element.getBoundingClientRect().right > root.clientWidth + 1);
      const within = (element) => element.parentElement && (scrolls(element.parentElement) || within(element.parentElement));
      const words = all("body *").filter((element) => shown(element) && element.scrollWidth > element.clientWidth + 1 && !scrolls(element));
      faults.push(`wider than the screen: ${[...out.filter((element) => !within(element)), ...words].slice(-2).map(named)}`);
    }
    for (const element of all("body *").filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && shown(one))) {
      const overflow = getComputedStyle(element).overflowX;
      if (["hidden", "clip"].includes(overflow) && !element.matches("input, select, progress, svg *, .visually-hidden, .sr-only")) faults.push(`cut off: ${named(element)}`);
      if (scrolls(element) && element.tabIndex < 0 && !element.querySelector(CONTROLS) && !element.matches("input, textarea")) {
        faults.push(`scrolls, but not by keyboard: ${named(element)}`);
      }
    }
    return faults;
  };

  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));

  // By keyboard: `begin`, then for each press of the tabulator key `stop`, and at the end `missed`.
  let looks, expected, reached, last;

  const parts = (element) => [
    [element, null],
    ...[...(element.labels || [])].flatMap((label) => [[label, null], [label, "::before"], [label, "::after"]]),
    ...all(".tile-ground", element).map((ground) => [ground, null]),
  ];
  // What can show that it has the focus.
  const look = (element) =>
    parts(element).map(([part, pseudo]) => {
      const style = getComputedStyle(part, pseudo);
      const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : `${style.outlineWidth} ${style.outlineColor}`;
      return `${outline}|${style.boxShadow}|${part.matches(".tile-ground") ? style.stroke + style.strokeWidth : ""}`;
    }).join();

  // Of the radio buttons of one name the key stops at one.
  const stops = () => {
    const named = new Set();
    return all(CONTROLS).filter((element) => {
      if (!shown(element) || element.disabled || element.tabIndex < 0) return false;
      if (element.type !== "radio") return true;
      const group = `${element.form?.id} ${element.name}`;
      return !named.has(group) && named.add(group);
    });
  };

  const begin = () => {
    document.activeElement.blur();
    expected = stops();
    looks = new Map(all("*").filter((one) => one.tabIndex >= 0).map((one) => [one, look(one)]));
    reached = new Set();
    last = null;
  };

  // Some of it is to be seen, with nothing over it (WCAG 2.4.11).
  const inSight = (element) => {
    const of = (element.labels?.length ? [element, ...element.labels] : [element]).flatMap((one) => [...one.getClientRects()]);
    return of.some((box) => {
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      if (right <= left || bottom <= top) return false;
      return [0.1, 0.5, 0.9].some((down) => [0.1, 0.5, 0.9].some((along) => {
        const there = document.elementFromPoint(left + (right - left) * along, top + (bottom - top) * down);
        return there && (element.contains(there) || [...(element.labels || [])].some((label) => label.contains(there)));
      }));
    });
  };

  // The faults of where the focus is; null when it has left the page or begins anew. `back`: with Shift.
  const stop = async (back) => {
    const element = document.activeElement;
    if (element === document.body || element === document.documentElement) return null;
    if (element === last) return element.matches("input") ? [] : [`a trap: ${named(element)}`];
    if (reached.has(element)) return null;
    // What moves or changes with the focus has done so a frame later.
    if (!inSight(element) || look(element) === looks.get(element)) await frames();
    const faults = [];
    const follows = !last || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== Boolean(back);
    if (!follows) faults.push(`out of order: ${named(element)}`);
    if (!inSight(element)) faults.push(`not in sight: ${named(element)}`);
    if (look(element) === looks.get(element)) faults.push(`does not show that it has the focus: ${named(element)}`);
    reached.add(element);
    last = element;
    return faults;
  };

  const group = (element) => element.type === "radio" && ((one) => one.type === "radio" && one.name === element.name);
  const missed = () =>
    expected.filter((one) => !reached.has(one) && shown(one) && !(group(one) && [...reached].some(group(one)))).map((one) => `not reached: ${named(one)}`);

  window.kontaktChecks = { structure, small, lost, begin, stop, missed };
})();
