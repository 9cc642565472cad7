// The review page: choosing a value, and keys. All that comes from files is set as
// text.
"use strict";

const $ = (id) => document.getElementById(id);
const typing = (e) => e.target instanceof HTMLElement && e.target.matches("input, select, textarea");
const follow = (selector) => { const a = document.querySelector(selector); if (a) location.href = a.href; };

function keys(table) {
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (typing(e)) {
      if (e.key === "Escape") e.target.blur();
      return;
    }
    const act = table[e.key];
    if (act) { e.preventDefault(); act(); }
  });
}

function listPage() {
  const links = [...document.querySelectorAll("#reports tbody th a")];
  const step = (by) => {
    const at = links.indexOf(document.activeElement);
    const to = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (to) to.focus();
  };
  const next = () => step(1), before = () => step(-1);
  keys({ j: next, ArrowDown: next, k: before, ArrowUp: before, ArrowLeft: () => follow("a[rel=prev]"), ArrowRight: () => follow("a[rel=next]") });
}

function reportPage() {
  const values = [...document.querySelectorAll("table.values a")];
  const form = $("decide"), panel = $("panel");
  let now = null;

  // within scrolls what holds an element, and nothing else, so that it is seen.
  const within = (el) => el.scrollIntoView({ block: "center", inline: "nearest" });

  function choose(a, focus) {
    for (const el of document.querySelectorAll(".here")) el.classList.remove("here");
    now = a;
    panel.hidden = !a;
    if (!a) return;
    const d = a.dataset;
    a.classList.add("here");
    const place = $(a.getAttribute("href").slice(1));
    if (place) { place.classList.add("here"); within(place); }
    $("p-label").textContent = d.label;
    $("p-key").textContent = d.table + "/" + d.row + "/" + d.column;
    $("p-printed").textContent = d.printed === "" ? "∅" : d.printed;
    $("p-text").textContent = d.text;
    $("p-status").textContent = d.status + " · " + d.unit + " · " + d.match;
    $("p-context").textContent = [d.context, d.note].filter(Boolean).join(" · ");
    $("p-decision").textContent = d.decision ? "✓ " + d.decision + " (read " + d.read + ")" : "";
    const list = $("p-notices");
    list.replaceChildren();
    for (const n of new Set(d.notices.split(" ").filter(Boolean))) {
      const notice = $("n-" + n);
      if (!notice) continue;
      const li = document.createElement("li"), sum = notice.querySelector(".sum");
      li.textContent = notice.querySelector(".tag").textContent + ": " + (sum ? sum.textContent : notice.childNodes[2].textContent.trim());
      list.append(li);
    }
    for (const name of ["table", "row", "column"]) form.elements[name].value = d[name];
    form.elements.seen.value = d.text;
    form.elements.value.value = /^[0-9.-]+$/.test(d.text) ? d.text : "";
    form.elements.status.value = ["blank", "dash", "none", "approximate"].includes(d.status) ? d.status : "number";
    $("p-withdraw").hidden = !d.decision;
    within(a);
    if (focus) a.focus({ preventScroll: true });
    history.replaceState(null, "", "#" + a.id);
  }

  const wanting = values.filter((a) => a.parentElement.matches(".wrong, .unread"));
  function step(list, by) {
    if (list.length === 0) return;
    const at = list.indexOf(now);
    if (at >= 0) return choose(list[(at + by + list.length) % list.length], true);
    // From a value that is none of them: the nearest in that direction.
    const from = values.indexOf(now);
    const found = by > 0 ? list.find((a) => values.indexOf(a) > from) : list.findLast((a) => values.indexOf(a) < from);
    choose(found ?? list[by > 0 ? 0 : list.length - 1], true);
  }
  const press = (action) => { if (now) form.querySelector(`button[value=${action}]`).click(); };

  document.addEventListener("click", (e) => {
    const a = e.target.closest("table.values a, table.source a, a.to");
    if (!a) return;
    const value = a.closest("table.values") ? a : $(a.getAttribute("href").slice(1));
    if (!value || !values.includes(value)) return;
    e.preventDefault();
    choose(value, true);
  });
  form.elements.value.addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return; // else the first button would be pressed
    e.preventDefault();
    press("correct");
  });
  form.elements.status.addEventListener("change", () => {
    if (["blank", "dash", "none"].includes(form.elements.status.value)) form.elements.value.value = "";
  });
  keys({
    j: () => step(wanting, 1), k: () => step(wanting, -1), J: () => step(values, 1), K: () => step(values, -1),
    ArrowLeft: () => follow("a[rel=prev]"), ArrowRight: () => follow("a[rel=next]"), l: () => follow("#list"),
    c: () => press("confirm"), u: () => press("unreadable"),
    e: () => { if (now) { form.elements.value.focus(); form.elements.value.select(); } },
    Escape: () => choose(null),
  });
  const start = location.hash && $(decodeURIComponent(location.hash.slice(1)));
  if (start && values.includes(start)) choose(start, true);
}

if (document.body.matches(".report")) reportPage();
else if (document.body.matches(".listing")) listPage();
document.body.dataset.ready = "yes";
