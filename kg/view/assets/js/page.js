// The page's entry: starts everything, and names what tests and the curious may call as KG.
import "./main.js";

export { allArticles as articles, allEdges as edges, allNodes as nodes, allQuotes as quotes, edgeById, nodeById, postsOf as posts, statementsOf as statements, pageSettings as settings } from "./data.js";
export { byId as $ } from "./dom.js";
export { open as go } from "./evidence.js";
export { svgImage } from "./exports.js";
export { expand, lookAround } from "./explore.js";
export { visible as shown } from "./filter.js";
export { drawing as drawn, openCommunity } from "./folding.js";
export { communityColour, hit, network, nodeColour, placeOf } from "./graph.js";
export { nameOf } from "./names.js";
export { searchAll as search } from "./search.js";
export { VIEWS, openSheet as sheet } from "./main.js";
export { showPath, startPath } from "./path.js";
export { change as set, listen as on, state } from "./state.js";
export { gexf, graphml } from "./xml.js";
