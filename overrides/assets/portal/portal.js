/**
 * Reading aids, and what is easier with scripts. Everything can be read without.
 *
 * Runs in the head, before the first paint, so that what the reader chose holds from the start:
 * <html data-script>, and data-theme (light, dark), data-text (large), data-contrast (more) where
 * chosen. A button [data-aid] goes through its data-values; the first one is the page as it comes.
 */
(() => {
  const root = document.documentElement;
  const STORE = "portal-reading";

  function stored() {
    try {
      const read = JSON.parse(localStorage.getItem(STORE));
      return read && typeof read === "object" ? read : {};
    } catch {
      return {};
    }
  }

  const chosen = stored();
  chosen.contrast ??= matchMedia("(prefers-contrast: more)").matches ? "more" : undefined;

  function keep() {
    try {
      localStorage.setItem(STORE, JSON.stringify(chosen));
    } catch {
      // Without storage the choice holds for this page.
    }
  }

  /** Set or, for the first value, remove the attribute of an aid. */
  function apply(aid, value, values) {
    if (values.indexOf(value) > 0) root.dataset[aid] = value;
    else delete root.dataset[aid];
  }

  const AIDS = { theme: ["auto", "light", "dark"], text: ["normal", "large"], contrast: ["normal", "more"] };
  root.dataset.script = "";
  for (const [aid, values] of Object.entries(AIDS)) apply(aid, chosen[aid], values);

  function bindAid(button) {
    const { aid } = button.dataset;
    const values = button.dataset.values.split(" ");
    const now = () => Math.max(0, values.indexOf(chosen[aid]));
    const show = () => {
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", now() > 0);
    };
    button.addEventListener("click", () => {
      chosen[aid] = values[(now() + 1) % values.length];
      apply(aid, chosen[aid], values);
      keep();
      show();
    });
    show();
  }

  /** The menu of a phone closes with Escape and with a touch beside it. */
  function bindDrawer(drawer) {
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.open) return;
      drawer.open = false;
      drawer.querySelector("summary").focus();
    });
    addEventListener("click", (event) => {
      if (!drawer.contains(event.target)) drawer.open = false;
    });
  }

  /** The headings of a page stand open where there is room beside the text. */
  function bindToc(toc) {
    const room = matchMedia("(min-width: 60em)");
    const follow = () => {
      toc.open = room.matches;
    };
    room.addEventListener("change", follow);
    follow();
  }

  /** Sheets after the first say at their head and foot what the first one says above its text. */
  function headSheets() {
    for (const [name, places] of [
      ["--sheet-head", "[data-sheet=agency], h1"],
      ["--sheet-foot", "[data-sheet=address]"],
    ]) {
      const said = [...document.querySelectorAll(places)].map((place) => place.textContent.trim());
      root.style.setProperty(name, JSON.stringify(said.join(" · ").replace(/\s+/g, " ")));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    headSheets();
    document.querySelectorAll("[data-aid]").forEach(bindAid);
    document.querySelectorAll(".drawer").forEach(bindDrawer);
    document.querySelectorAll("[data-toc]").forEach(bindToc);
    for (const button of document.querySelectorAll("[data-print]")) {
      button.addEventListener("click", () => print());
    }
  });
})();
