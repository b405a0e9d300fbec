// The tile map: one stop for the tabulator key, arrows from tile to tile, a card that says more, and the month slider.
// Without this each tile is an ordinary link, and the slider has its button.

(() => {
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const tilesOf = (map) => [...map.querySelectorAll("a.tile")];

  function prepare() {
    for (const map of document.querySelectorAll("[data-tile-map]:not([data-ready])")) {
      map.dataset.ready = "yes";
      tilesOf(map).forEach((tile, number) => {
        tile.setAttribute("tabindex", number ? "-1" : "0");
        tile.setAttribute("aria-describedby", "map-how");
      });
      bringIntoView(map);
      map.addEventListener("focusin", ({ target }) => enter(map, target.closest("a.tile")));
      map.addEventListener("pointerover", ({ target }) => target.closest("a.tile") && show(map, target.closest("a.tile")));
      map.addEventListener("pointerleave", () => show(map, focused(map)));
      map.addEventListener("focusout", ({ relatedTarget }) => map.contains(relatedTarget) || show(map, null));
      map.addEventListener("keydown", (event) => pressed(map, event));
    }
  }

  // On a narrow screen a region may begin to the right of what is seen of the map.
  function bringIntoView(map) {
    const lefts = tilesOf(map).map((tile) => tile.getBoundingClientRect().left);
    const scrolled = map.querySelector(".tile-map-scroll");
    const { left, right } = scrolled.getBoundingClientRect();
    if (Math.min(...lefts) > right) scrolled.scrollLeft += Math.min(...lefts) - left;
  }

  const focused = (map) => document.activeElement?.closest?.("[data-tile-map]") === map && document.activeElement.closest("a.tile");

  function enter(map, tile) {
    if (!tile) return;
    for (const other of tilesOf(map)) other.setAttribute("tabindex", other === tile ? "0" : "-1");
    show(map, tile);
  }

  // The card stands beside the tiles and covers none of them; it stays while the pointer is on the map or on
  // the card, until another tile is pointed at or Escape is pressed.
  function show(map, tile) {
    const card = map.querySelector(".tile-card");
    card.hidden = !tile;
    if (!tile) return;
    card.querySelector(".tile-card-name").textContent = tile.dataset.name;
    card.querySelector(".tile-card-level").textContent = tile.dataset.level;
    const facts = tile.dataset.facts.split("\n").filter(Boolean);
    card.querySelector("ul").replaceChildren(
      ...facts.map((fact) => Object.assign(document.createElement("li"), { textContent: fact })),
    );
  }

  function pressed(map, event) {
    if (event.key === "Escape") return show(map, null);
    const tile = event.target.closest("a.tile");
    if (!tile || event.altKey || event.ctrlKey || event.metaKey) return;
    const tiles = tilesOf(map);
    const next = { Home: tiles[0], End: tiles.at(-1) }[event.key] ?? neighbour(tile, tiles, ARROWS[event.key]);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  // The nearest tile in a direction; across it counts thrice, so that a row or a column is followed while there is one.
  function neighbour(tile, tiles, direction) {
    if (!direction) return null;
    const [dx, dy] = direction;
    const from = tile.getBoundingClientRect();
    let best = null;
    let least = Infinity;
    for (const other of tiles) {
      const to = other.getBoundingClientRect();
      const [x, y] = [to.x - from.x, to.y - from.y];
      const along = x * dx + y * dy;
      const distance = along + 3 * Math.abs(x * dy + y * dx);
      if (along > 1 && distance < least) [best, least] = [other, distance];
    }
    return best;
  }

  // The month's name follows the slider, and the map comes when it has been let go for a moment.
  let waiting;
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset?.monthSlider) return;
    const name = JSON.parse(document.getElementById(target.dataset.monthSlider).textContent)[target.value];
    target.setAttribute("aria-valuetext", name);
    target.form.querySelector("output").textContent = name;
    clearTimeout(waiting);
    waiting = setTimeout(() => target.isConnected && target.form.requestSubmit(), 400);
  });

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
})();
