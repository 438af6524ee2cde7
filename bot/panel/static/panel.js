// Live updates: replaces the sections that changed, counts ages on, and says when the line to the server is cut.
"use strict";

const live = document.getElementById("live");
const started = Date.parse(document.querySelector("header").dataset.now);
let ahead = Date.now() - started; // how far this machine's clock is ahead of the server's

function age(seconds) {
  if (seconds < 100) return `${Math.trunc(Math.max(0, seconds))} s`;
  if (seconds < 6000) return `${Math.trunc(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.trunc(seconds / 3600)} h`;
  return `${Math.trunc(seconds / 86400)} d`;
}

function countOn() {
  const now = Date.now() - ahead;
  for (const time of document.querySelectorAll("time[data-age]")) {
    const text = age((now - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}

function replace(section, html) {
  const open = new Set();
  for (const one of section.querySelectorAll("details[open]")) open.add(one.dataset.key);
  const focused = section.contains(document.activeElement)
    ? document.activeElement.closest("details")?.dataset.key
    : undefined;
  const template = document.createElement("template");
  template.innerHTML = html;
  // What the server opens (a stuck loop) stays open; else what the reader opened.
  for (const one of template.content.querySelectorAll("details")) one.open ||= open.has(one.dataset.key);
  const known = new Set();
  for (const one of section.querySelectorAll("[data-row]")) known.add(one.dataset.row);
  if (known.size) {
    for (const one of template.content.querySelectorAll("[data-row]")) {
      one.classList.toggle("fresh", !known.has(one.dataset.row));
    }
  }
  section.replaceChildren(template.content);
  if (focused) section.querySelector(`details[data-key="${CSS.escape(focused)}"] summary`)?.focus();
}

function isBeingRead(section) {
  const selection = document.getSelection();
  return selection && !selection.isCollapsed && section.contains(selection.anchorNode);
}

function say(word, tone) {
  live.textContent = word;
  live.className = tone;
}

const waiting = new Map(); // sections not replaced yet because somebody is selecting text in them

function settle() {
  for (const [name, html] of waiting) {
    const section = document.getElementById(name);
    if (!section || isBeingRead(section)) continue;
    replace(section, html);
    waiting.delete(name);
  }
  countOn();
}

function listen() {
  const events = new EventSource("/events");
  events.onopen = () => say("live", "good");
  events.onerror = () => say("no connection; trying again", "bad");
  events.onmessage = (event) => {
    const update = JSON.parse(event.data);
    if (update.lost) {
      say(`state unknown: ${update.lost}`, "bad");
      return;
    }
    say("live", "good");
    ahead = Date.now() - Date.parse(update.now);
    document.title = update.title;
    for (const [name, html] of Object.entries(update.html)) waiting.set(name, html);
    settle();
  };
}

setInterval(settle, 1000);
listen();
