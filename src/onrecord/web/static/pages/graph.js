"use strict";
// Draws who has a claim from whom; where everything stands was calculated on the server. The table below says the same.
(() => {
  const data = document.getElementById("graph-data");
  const place = document.getElementById("graph");
  if (!data || !place || typeof cytoscape === "undefined") return;
  const drawn = JSON.parse(data.textContent);
  const frame = place.parentElement;
  place.style.width = `${drawn.width}px`;
  place.style.height = `${drawn.height}px`;
  for (const hidden of document.querySelectorAll(".graph-frame[hidden], .legend[hidden]")) hidden.hidden = false;

  const elements = [];
  for (const { x, y, ...box } of drawn.boxes) elements.push({ group: "nodes", data: box, classes: "box", position: { x, y } });
  drawn.arrows.forEach((arrow, n) => {
    // An arrow over several layers is drawn in pieces, through points between the boxes.
    let from = arrow.from;
    arrow.bends.forEach((at, i) => {
      const id = `b${n}-${i}`;
      elements.push({ group: "nodes", data: { id }, classes: "bend", position: at });
      elements.push({ group: "edges", data: { ...arrow, id: `p${n}-${i}`, source: from, target: id }, classes: "piece" });
      from = id;
    });
    elements.push({ group: "edges", data: { ...arrow, id: `e${n}`, source: from, target: arrow.to }, classes: "last" });
  });

  const FRAMES = ["solid", "dashed", "dotted", "double", "solid", "dashed", "dotted", "solid"];
  const WIDTHS = [2, 2, 2, 4, 4, 4, 4, 2];
  const styles = () => {
    const told = getComputedStyle(place);
    const colour = (name) => told.getPropertyValue(name).trim();
    const strand = (element) => (element.data("strand") < 0 ? colour("--soft") : colour(`--strand-${element.data("strand") % 8}`));
    return [
      { selector: "node.box", style: {
        width: 176, height: 48, shape: "round-rectangle", label: "data(label)", "text-wrap": "wrap", "text-valign": "center", "text-halign": "center",
        "font-family": told.fontFamily, "font-size": 12.5, "line-height": 1.25, color: colour("--ink"), "background-color": colour("--paper"),
        "border-color": strand, "border-width": (n) => (n.data("strand") < 0 ? 1.5 : WIDTHS[n.data("strand") % 8]),
        "border-style": (n) => (n.data("strand") < 0 ? "solid" : FRAMES[n.data("strand") % 8]) } },
      { selector: 'node[kind = "speaker"]', style: { shape: "ellipse", "border-color": colour("--source"), color: colour("--source") } },
      { selector: 'node[kind = "outlet"]', style: { shape: "cut-rectangle", "background-opacity": 0 } },
      { selector: "node.bend", style: { width: 1, height: 1, opacity: 0, events: "no" } },
      { selector: "edge", style: { width: 1.8, "line-color": strand, "target-arrow-color": strand, "curve-style": "straight", events: "no" } },
      { selector: "edge.last", style: { "target-arrow-shape": "triangle", "arrow-scale": 1.1 } },
      { selector: 'edge[kind = "via"]', style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
      { selector: 'edge[kind = "credit"]', style: { "line-style": "dotted" } },
      { selector: 'edge[kind = "copy"]', style: { width: 3.6 } },
      { selector: "edge[?round]", style: { width: 3.2, "line-color": colour("--bad"), "target-arrow-color": colour("--bad") } },
      { selector: ".far", style: { opacity: 0.22 } },
    ];
  };

  const graph = cytoscape({
    container: place, elements, style: styles(), layout: { name: "preset", fit: false }, zoom: 1, pan: { x: 0, y: 0 },
    userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false, autoungrabify: true, autounselectify: true,
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => graph.style(styles()).update());
  graph.on("mouseover", "node.box", (event) => {
    const node = event.target;
    const near = node.union(node.predecessors()).union(node.successors());
    graph.elements().difference(near).addClass("far");
    place.style.cursor = node.data("href") ? "pointer" : "";
  });
  graph.on("mouseout", "node.box", () => {
    graph.elements().removeClass("far");
    place.style.cursor = "";
  });
  graph.on("tap", "node.box", (event) => {
    const to = event.target.data("href");
    if (to && to.startsWith("/") && !to.startsWith("//")) location.assign(to);
  });
  frame.dataset.drawn = "true";
})();
