// html makes Preact elements of a template; every component of the page is written with it.
import { h } from "preact";
import htm from "htm";

export const html = htm.bind(h);
