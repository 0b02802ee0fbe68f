// The parts of Observable Plot that the pages draw with; README.md has the command that makes plot.js of it.
export {
  plot, areaY, lineY, ruleX, ruleY, text, dot, link, barX, barY, rectY, tickX, tip, pointerX,
  axisX, axisY, gridX, gridY, frame, stackY
} from "@observablehq/plot";
